import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { readMark } from "#vendors/shared/creation/marks.ts";
import { applyOnce } from "./support/apply.ts";
import { bigeyeHeader, type BigeyeBench, openBigeyeBench, textOf } from "./support/bigeye.ts";

let bench: BigeyeBench;
let before: readonly string[];

beforeAll(async () => {
  bench = await openBigeyeBench({ sleep: () => Promise.resolve() });
  before = await bench.admin.names();
});

afterEach(async () => {
  await bench.mock.faults.clear();
  await bench.host.destroy();
  expect(await bench.admin.names()).toEqual(before);
});

afterAll(() => bench.close());

const api = "/bigeye/api/v1";

const stack = `${bigeyeHeader}
data "access_scope" "default" {
  type = "workspace"
  name = "Default workspace"
}
resource "access_group" "gulls" {
  name       = "Gulls"
  idp_groups = ["okta-gulls"]
}
resource "access_role" "gull" {
  name        = "Gull"
  permissions = [{ action = "READ", resource = "TABLE" }]
}
resource "access_role_binding" "gulls" {
  group_id = access_group.gulls.id
  role_id  = access_role.gull.id
  scope    = { type = "workspace", id = data.access_scope.default.id }
}
resource "access_service_account" "gull" {
  name      = "gull-loads"
  group_ids = [access_group.gulls.id]
}
resource "access_group" "nest" {
  name = "Nest"
}
resource "access_service_account" "chick" {
  name = "gull-chick"
}
resource "access_group_membership" "chick" {
  group_id           = access_group.nest.id
  service_account_id = access_service_account.chick.id
}
resource "access_member" "ines" {
  email = "ines@example.com"
  name  = "Ines"
}
resource "access_key" "gull" {
  service_account_id = access_service_account.gull.id
  name               = "gull-key"
  description        = "Loads."
}
`;

const creations = [
  ["service account", `POST ${api}/users/service-account`],
  ["role", `POST ${api}/roles`],
  ["group", `POST ${api}/groups`],
  ["grant", `PUT ${api}/groups/grants`],
  ["membership", `PUT ${api}/groups/users`],
  ["member", `POST ${api}/users`],
  ["key", `POST ${api}/personal-api-keys`],
] as const;

/** What there is once the stack is applied, however often it took. */
async function expectWhole(): Promise<void> {
  const names = (await bench.admin.names()).filter((name) => !before.includes(name));
  expect(names).toEqual([
    "Gull",
    "Gulls",
    "Gulls: Gull on Default workspace",
    "Ines",
    "Nest",
    "gull-chick",
    "gull-key",
    "gull-loads",
  ]);
  expect(await bench.workspace.plan()).toEqual({});
  const { id } = await bench.values("access_key.gull");
  expect((await bench.admin.keys()).some((key) => key.id === id)).toBe(true);
  expect(await bench.admin.status({ method: "GET", path: "/personal-api-keys/verify" }, await secret())).toBe(204);
}

async function secret(): Promise<string> {
  return textOf((await bench.values("access_key.gull"))["secret"]);
}

describe("a creation whose answer is lost after it was carried out", () => {
  it.each(creations)("of a %s is settled in the same apply, and makes nothing twice", async (_, route) => {
    await bench.workspace.write(stack);
    await bench.mock.faults.add({ route, count: 1, drop: "after" });
    const { code, output } = await applyOnce(bench.workspace);
    expect(code, output).toBe(0);
    await expectWhole();
  });
});

describe("a creation that was dropped before it was carried out", () => {
  it.each(creations)("of a %s is made by the same apply or the next one", async (_, route) => {
    await bench.workspace.write(stack);
    await bench.mock.faults.add({ route, count: 1, drop: "before" });
    const first = await applyOnce(bench.workspace);
    if (first.code !== 0) expect((await applyOnce(bench.workspace)).code).toBe(0);
    await expectWhole();
  });
});

describe("a key", () => {
  const lone = `${bigeyeHeader}
resource "access_service_account" "gull" {
  name = "gull-loads"
}
`;
  const withKey = `${lone}
resource "access_key" "gull" {
  service_account_id = access_service_account.gull.id
  name               = "gull-key"
}
`;

  it("is found by the mark of its own request among others of its name, and those stay", async () => {
    await bench.workspace.apply(withKey);
    const account = textOf((await bench.values("access_service_account.gull"))["id"]);
    await bench.workspace.apply(lone);
    await bench.mock.faults.add({ route: `POST ${api}/personal-api-keys`, count: 1, drop: "after" });
    await bench.workspace.write(withKey);
    expect((await applyOnce(bench.workspace)).code).toBe(0);
    const keys = await bench.admin.keysOf(account);
    expect(keys.map(({ id }) => id)).toEqual([(await bench.values("access_key.gull"))["id"]]);
    expect(keys.map(({ description }) => readMark(description))).toEqual([
      expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
    ]);
  });

  it("stops where both answers are lost, with both keys revoked", async () => {
    await bench.workspace.apply(lone);
    await bench.mock.faults.add({ route: `POST ${api}/personal-api-keys`, count: 2, drop: "after" });
    await bench.workspace.write(withKey);
    const { code, diagnostics } = await applyOnce(bench.workspace);
    expect(code).toBe(1);
    expect(diagnostics.map(({ detail }) => detail).join()).toContain("was lost twice. Both keys were revoked");
    const account = textOf((await bench.values("access_service_account.gull"))["id"]);
    expect(await bench.admin.keysOf(account)).toEqual([]);
  });

  it("of a name that the account has already is not made: it tells whose it may be, and revokes nothing", async () => {
    await bench.workspace.apply(lone);
    const account = textOf((await bench.values("access_service_account.gull"))["id"]);
    const orphan = await bench.admin.createKey(
      account,
      "gull-key",
      "Loads. [latchkey 0c9d2f4e-5b1a-4f7e-9d0c-3a6b8e1f2d47]",
    );
    await bench.workspace.write(withKey);
    const { code, diagnostics } = await applyOnce(bench.workspace);
    expect(code).toBe(1);
    const told = diagnostics.map(({ detail }) => detail).join();
    expect(told).toContain(`key ${orphan.info.id}`);
    expect(told).toContain("never used, created by Latchkey");
    expect(told).toContain(`terraform import ADDRESS ${account}/${orphan.info.id}`);
    expect(told).not.toContain(orphan.apiKey);
    expect((await bench.admin.keysOf(account)).map(({ id }) => id)).toEqual([orphan.info.id]);
  });
});

describe("an account of which another has the name", () => {
  it("is neither adopted nor given a second account of its name", async () => {
    const other = await bench.admin.createAccount("gull-loads");
    await bench.workspace.write(`${bigeyeHeader}
resource "access_service_account" "gull" {
  name = "gull-loads"
}
`);
    const first = await applyOnce(bench.workspace);
    expect(first.code).toBe(1);
    const told = first.diagnostics.map(({ detail }) => detail).join();
    expect(told).toContain(`because one exists already: service account ${other}`);
    expect(told).toContain(`terraform import ADDRESS ${other}`);
    expect(await bench.workspace.state()).toEqual({});
    expect((await bench.admin.user(other)).name).toBe("gull-loads");
    await bench.admin.must({ method: "POST", path: "/users/bulk-delete", body: { userIds: [Number(other)] } });
  });
});
