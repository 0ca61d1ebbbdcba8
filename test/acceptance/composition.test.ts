import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Bench, header, openBench } from "./support/access.ts";

let bench: Bench;
let before: readonly string[];

beforeAll(async () => {
  bench = await openBench();
  before = await bench.admin.names();
});

afterEach(async () => {
  await bench.workspace.destroy();
  expect(await bench.admin.names()).toStrictEqual(before);
});

afterAll(() => bench.close());

describe("configurations that people write", () => {
  it('take an unknown id as part of a value: "pre-${x.id}"', async () => {
    const { state } = await bench.workspace.apply(`${header}
resource "access_service_account" "first" {
  name = "wren-first"
}
resource "access_service_account" "second" {
  name = "wren-\${substr(access_service_account.first.id, 0, 8)}"
}
resource "access_key" "second" {
  service_account_id = access_service_account.second.id
  name               = "pre-\${access_service_account.first.id}"
}
`);
    const id = String(state["access_service_account.first"]?.["id"]);
    expect(state["access_key.second"]?.["name"]).toBe(`pre-${id}`);
    expect(state["access_service_account.second"]?.["name"]).toBe(`wren-${id.slice(0, 8)}`);
  });

  it("use count and for_each, and take one away without touching the others", async () => {
    const fleet = (names: readonly string[], count: number): string => `${header}
resource "access_service_account" "each" {
  for_each = toset(${JSON.stringify(names)})
  name     = "tern-\${each.key}"
}
resource "access_service_account" "numbered" {
  count = ${count}
  name  = "tern-number-\${count.index}"
}
resource "access_key" "each" {
  for_each           = access_service_account.each
  service_account_id = each.value.id
  name               = "ci"
}
`;
    const { state } = await bench.workspace.apply(fleet(["north", "south", "west"], 2));
    expect(Object.keys(state)).toHaveLength(8);
    const { did } = await bench.workspace.apply(fleet(["north", "west"], 1));
    expect(did).toStrictEqual({
      'access_key.each["south"]': "delete",
      'access_service_account.each["south"]': "delete",
      "access_service_account.numbered[1]": "delete",
    });
  });

  it("give the same key name to two accounts", async () => {
    const { state } = await bench.workspace.apply(`${header}
resource "access_service_account" "a" {
  name = "ibis-a"
}
resource "access_service_account" "b" {
  name = "ibis-b"
}
resource "access_key" "a" {
  service_account_id = access_service_account.a.id
  name               = "deploy"
}
resource "access_key" "b" {
  service_account_id = access_service_account.b.id
  name               = "deploy"
}
`);
    expect(state["access_key.a"]?.["secret"]).not.toBe(state["access_key.b"]?.["secret"]);
  });

  it("replace a role when its name changes, and the binding with it", async () => {
    const named = (name: string): string => `${header}
resource "access_service_account" "crake" {
  name = "crake"
}
resource "access_role" "crake" {
  name        = "${name}"
  permissions = [{ action = "list", resource = "role" }]
  lifecycle {
    create_before_destroy = true
  }
}
resource "access_role_binding" "crake" {
  role_id            = access_role.crake.id
  service_account_id = access_service_account.crake.id
}
`;
    await bench.workspace.apply(named("crake-role"));
    const { did } = await bench.workspace.apply(named("crake-role-renamed"));
    expect(did).toStrictEqual({
      "access_role.crake": "create, delete",
      "access_role_binding.crake": "delete, create",
    });
  });

  it("find accounts and roles by name, and say who the token is", async () => {
    const { state } = await bench.workspace.apply(`${header}
resource "access_service_account" "rail" {
  name = "rail"
}
data "access_service_account" "rail" {
  name = access_service_account.rail.name
}
data "access_role" "editor" {
  name = "signoz-editor"
}
data "access_identity" "me" {}
`);
    expect(state["data.access_service_account.rail"]?.["id"]).toBe(state["access_service_account.rail"]?.["id"]);
    expect(state["data.access_role.editor"]?.["permissions"]).toHaveLength(68);
    expect(state["data.access_identity.me"]).toMatchObject({ roles: ["signoz-admin"] });
  });

  it("write one right in two groups, and the plan stays empty", async () => {
    await bench.workspace.apply(`${header}
resource "access_role" "grebe" {
  name        = "grebe"
  description = ""
  permissions = [
    { action = "read", resource = "logs", selectors = ["builder_query", "promql"] },
    { action = "read", resource = "logs", selectors = ["builder_query/*"] },
    { action = "list", resource = "role", selectors = ["*"] },
  ]
}
`);
  });
});
