import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bigeyeHeader, type BigeyeBench, openBigeyeBench } from "./support/bigeye.ts";

const count = 60;
let bench: BigeyeBench;

beforeAll(async () => {
  bench = await openBigeyeBench();
});

afterAll(() => bench.close());

function many(resource: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => resource(index)).join("\n");
}

const stack = `${bigeyeHeader}
data "access_scope" "default" {
  type = "workspace"
  name = "Default workspace"
}
${many(
  (index) => `
resource "access_group" "g${index}" {
  name = "Flock ${index}"
}
resource "access_role" "r${index}" {
  name        = "Flock role ${index}"
  base        = "VIEW"
  permissions = [{ action = "WRITE", resource = "TABLE" }]
}
resource "access_role_binding" "b${index}" {
  group_id = access_group.g${index}.id
  role_id  = access_role.r${index}.id
  scope    = { type = "workspace", id = data.access_scope.default.id }
}
resource "access_service_account" "a${index}" {
  name = "flock-${index}"
}
resource "access_group_membership" "m${index}" {
  group_id           = access_group.g${index}.id
  service_account_id = access_service_account.a${index}.id
}
resource "access_key" "k${index}" {
  service_account_id = access_service_account.a${index}.id
  name               = "flock-key"
}
resource "access_member" "p${index}" {
  email = "flock-${index}@example.com"
  name  = "Flock ${index}"
}
`,
)}`;

describe(`a refresh of ${count} of each noun`, () => {
  it("takes a list of each kind, and few single reads", async () => {
    await bench.workspace.write(stack);
    await bench.workspace.must("apply", "-no-color", "-input=false", "-auto-approve");
    await bench.mock.forgetRequests();
    expect(await bench.workspace.plan()).toEqual({});
    const asked = (await bench.mock.requests()).map(({ method, path }) => `${method} ${path.replace(/\d+$/, "ID")}`);
    const times = (wanted: string): number => asked.filter((one) => one === wanted).length;
    expect(times("GET /bigeye/api/v1/users")).toBe(1);
    expect(times("GET /bigeye/api/v1/groups")).toBe(1);
    expect(times("GET /bigeye/api/v1/roles")).toBe(1);
    expect(times("GET /bigeye/api/v1/personal-api-key/service-accounts")).toBe(1);
    // Lists have no pages: one for each of users, groups, roles and keys.
    expect(asked.length).toBeLessThanOrEqual(4 + 10);
  });
});
