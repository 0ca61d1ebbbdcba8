import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { headerOf, openVendorBench, type VendorBench } from "./support/access.ts";
import { applyOnce, type Diagnostic } from "./support/apply.ts";
import { InkitAdmin } from "./support/inkit-admin.ts";

const role = "role_4Vt1zKQ2m8XcYpLr0aWbEh";
const account = "sa_4Vt1zKQ2m8XcYpLr0aWbEh";

let bench: VendorBench;
let admin: InkitAdmin;

beforeAll(async () => {
  const service_accounts = [{ id: account, name: "Twite", roles: ["Document Viewer"] }];
  const users = [{ first_name: "Wren", last_name: "Twite", email: "wren@twite.example", roles: ["Developer"] }];
  bench = await openVendorBench("inkit", { seed: { inkit: { service_accounts, users } } });
  admin = new InkitAdmin(bench);
});

afterAll(() => bench.close());

async function refused(configuration: string): Promise<Diagnostic> {
  await bench.workspace.write(headerOf("inkit") + configuration);
  const { code, diagnostics } = await applyOnce(bench.workspace);
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  expect({ code, errors: errors.length }, JSON.stringify(diagnostics)).toEqual({ code: 1, errors: 1 });
  return errors[0] ?? { severity: "", summary: "", detail: "", address: "" };
}

function keyWith(line: string): string {
  return `resource "access_key" "x" {
    service_account_id = "${account}"
    ${line}
  }`;
}

function accountWith(lines: string): string {
  return `resource "access_service_account" "x" {
    name = "Linnet"
    ${lines}
  }`;
}

describe("what Inkit has nothing for is refused before anything is sent, with the way out", () => {
  it.each([
    {
      name: "a role binding",
      given: `resource "access_role_binding" "x" {
        role_id            = "${role}"
        service_account_id = "${account}"
      }`,
      says: "use `role_ids` of access_service_account",
    },
    { name: "a group", given: `resource "access_group" "x" { name = "g" }`, says: "list the roles in `role_ids`" },
    { name: "a member", given: `resource "access_member" "x" { email = "a@b.example" }`, says: "web app" },
    {
      name: "a role mapping",
      given: `resource "access_role_mapping" "x" { auth_domain_id = "d" }`,
      says: "give people their roles in its web app",
    },
    { name: "an account without roles", given: accountWith(""), says: "`role_ids` is required" },
    { name: "an account with an empty list of roles", given: accountWith("role_ids = []"), says: "at least one" },
    { name: "a role that is no id", given: accountWith('role_ids = ["Developer"]'), says: "such as role_4Vt1" },
    {
      name: "keys by holders",
      given: accountWith(`role_ids = ["${role}"]\nkeys_by_holders = true`),
      says: "give each holder an account",
    },
    { name: "an overlap", given: keyWith('overlap = "1h"'), says: "Use RotatingKey" },
    { name: "an expiry", given: keyWith('expires_at = "2037-01-01T00:00:00Z"'), says: "set `rotate_after`" },
    { name: "a lifetime", given: keyWith('expires_in = "90d"'), says: "set `rotate_after`" },
    { name: "a key's own name", given: keyWith('name = "main"'), says: "has the name of its account" },
    { name: "a key of no account", given: `resource "access_key" "x" {}`, says: "`service_account_id` is required" },
    {
      name: "a permission that is not known",
      given: `resource "access_role" "x" {
        name        = "r"
        permissions = [{ action = "retrieve", resource = "folders" }]
      }`,
      says: "use one of create, update, delete",
    },
    {
      name: "a permission on a part of what there is",
      given: `resource "access_role" "x" {
        name        = "r"
        permissions = [{ action = "create", resource = "folders", selectors = ["fold_1"] }]
      }`,
      says: "leave selectors out",
    },
  ])("$name", async ({ given, says }) => {
    await bench.mock.forgetRequests();
    const { detail } = await refused(given);
    expect(detail).toContain(says);
    expect(await bench.mock.requests()).toEqual([]);
  });
});

describe("what does not exist, or is not one, is refused at plan", () => {
  it.each([
    { name: "a role", given: accountWith(`role_ids = ["${role}"]`), says: `Inkit has no role ${role}` },
    {
      name: "a role by name",
      given: `data "access_role" "x" { name = "Owl" }`,
      says: "It has: Admin, Document Viewer",
    },
    {
      name: "a member",
      given: `data "access_member" "x" { email = "owl@x.example" }`,
      says: 'Inkit has no member "owl@x.example" among the',
    },
  ])("$name", async ({ given, says }) => {
    expect((await refused(given)).detail).toContain(says);
  });

  it("a name that several roles have, and a name that several accounts have", async () => {
    const ids = [await admin.createRole("Twin", []), await admin.createRole("Twin", [])].map(({ id }) => id);
    const { detail } = await refused('data "access_role" "x" { name = "Twin" }');
    for (const id of ids) expect(detail).toContain(id);
    await admin.createAccount("Twite", ids[0] ?? "");
    const again = await refused('data "access_service_account" "x" { name = "Twite" }');
    expect(again.detail).toContain(account);
  });

  it("a second key of one account", async () => {
    const { detail } = await refused(`${keyWith("")}\n${keyWith("").replace('"x"', '"y"')}`);
    expect(detail).toMatch(/[Tt]wo resources of this configuration/);
    expect(await admin.account(account)).toMatchObject({ has_key: false });
  });
});

it("finds what there is once, by name or address, and every key", async () => {
  const { state } = await bench.workspace.apply(`${headerOf("inkit")}
data "access_role" "developer" {
  name = "Developer"
}
data "access_member" "wren" {
  email = "Wren@twite.example"
}
data "access_keys" "all" {}
`);
  expect(state["data.access_role.developer"]).toMatchObject({ managed: true });
  expect(state["data.access_member.wren"]).toMatchObject({ name: "Wren Twite", status: "active" });
  const { keys } = z
    .object({ keys: z.array(z.object({ service_account_id: z.string() })) })
    .parse(state["data.access_keys.all"]);
  const generated = (await admin.accounts()).filter(({ has_key }) => has_key).map(({ id }) => id);
  expect(keys.map((key) => key.service_account_id).toSorted()).toEqual(generated.toSorted());
  expect(generated.length).toBeGreaterThan(0);
});

it("says once a run what stands behind an endpoint that is not on this machine", async () => {
  const far = headerOf("inkit").replace('"inkit"', '"inkit"\n  endpoint = "http://inkit.invalid"\n  max_retries = 0');
  await bench.workspace.write(`${far}\n${keyWith("")}`);
  const { output } = await bench.workspace.run("plan", "-no-color", "-input=false");
  expect(output.match(/Warning: About Inkit/g)).toHaveLength(1);
  expect(output).toContain("by analogy");
});

describe("the standard roles", () => {
  it("are not changed and not deleted", async () => {
    const developer = (await admin.roles()).find(({ name }) => name === "Developer")?.id ?? "";
    const configuration = `${headerOf("inkit")}
resource "access_role" "developer" {
  name        = "Developer"
  permissions = [{ action = "create", resource = "folders" }]
}
`;
    await bench.workspace.write(configuration);
    await bench.workspace.must("import", "access_role.developer", developer);
    const { diagnostics } = await applyOnce(bench.workspace);
    expect(diagnostics.map(({ detail }) => detail).join()).toContain("Create your own role with the permissions");
    const output = await bench.workspace.mustFail("destroy", "-no-color", "-auto-approve");
    expect(output).toContain("terraform state rm");
    await bench.workspace.must("state", "rm", "access_role.developer");
  });
});

describe("a role that is held", () => {
  const held = (lines: string): string => `${headerOf("inkit")}
resource "access_role" "x" {
  name        = "Linnet filing"
  permissions = [{ action = "create", resource = "folders" }]
  ${lines}
}
`;

  it.each([
    { name: "refuses", switched: "refused_while_held" },
    { name: "would take it from them", switched: "detaches" },
  ])(
    "is not deleted where Inkit $name: whoever holds it is named, and force_detach takes it from them",
    async (given) => {
      await bench.mock.seed({ inkit: { role_deletion: given.switched } });
      const { state } = await bench.workspace.apply(held(""));
      const id = String(state["access_role.x"]?.["id"]);
      const holder = await admin.createAccount("Siskin", id);
      const output = await bench.workspace.mustFail("destroy", "-no-color", "-auto-approve");
      expect(output).toContain(`account "Siskin" (${holder.id})`);
      await bench.workspace.apply(held("force_detach = true"));
      const again = await bench.workspace.mustFail("destroy", "-no-color", "-auto-approve");
      expect(again).toContain("keeps at least one role");
      const other = await admin.createRole("Siskin other", []);
      const body = { roles: [id, other.id] };
      await admin.must({ method: "PATCH", path: `/service-account/${holder.id}`, body });
      await bench.workspace.destroy();
      expect((await admin.account(holder.id)).roles.map((role) => role.id)).toEqual([other.id]);
      expect((await admin.roles()).map((role) => role.id)).not.toContain(id);
    },
  );
});
