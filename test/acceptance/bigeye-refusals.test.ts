import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { applyOnce } from "./support/apply.ts";
import { bigeyeHeader, type BigeyeBench, openBigeyeBench, textOf } from "./support/bigeye.ts";

let bench: BigeyeBench;

beforeAll(async () => {
  const seed = {
    groups: [{ id: 9201, name: "Terns" }],
    roles: [
      {
        id: 9101,
        name: "Reader",
        rolePermissions: [{ domains: ["PERMISSION_DOMAIN_TABLE"], actions: ["PERMISSION_ACTION_READ"] }],
      },
    ],
    serviceAccounts: [
      { id: 9001, name: "tern" },
      { id: 9003, name: "twin" },
      { id: 9004, name: "twin" },
    ],
    members: [{ id: 9002, name: "Ines", email: "ines@example.com" }],
  };
  bench = await openBigeyeBench({ seed: { bigeye: seed } });
});

afterAll(() => bench.close());

function block(type: string, lines: readonly string[]): string {
  return `resource "access_${type}" "x" {\n  ${lines.join("\n  ")}\n}\n`;
}

const grant = ['group_id = "9201"', 'role_id = "9101"'];
const workspace = 'scope = { type = "workspace", id = "102" }';
const name = 'name = "tern"';
const account = 'service_account_id = "9001"';

interface Refused {
  readonly title: string;
  readonly configuration: string;
  /** The attribute that Terraform points at. */
  readonly line: RegExp;
  readonly says: readonly string[];
}

const cases: readonly Refused[] = [
  {
    title: "roles on an account",
    configuration: block("service_account", [name, 'role_ids = ["9101"]']),
    line: /role_ids/,
    says: ["Bigeye does not support `role_ids`", "Use `group_ids`"],
  },
  {
    title: "a description of an account",
    configuration: block("service_account", [name, 'description = "loads"']),
    line: /description/,
    says: ["only have a name"],
  },
  {
    title: "a group's id that is none",
    configuration: block("service_account", [name, 'group_ids = ["Terns"]']),
    line: /group_ids/,
    says: ['`group_ids` contains "Terns"; it must be a positive whole number'],
  },
  {
    title: "a group that is not there",
    configuration: block("service_account", [name, 'group_ids = ["9209"]']),
    line: /group_ids/,
    says: ["Bigeye has no group 9209"],
  },
  {
    title: "a binding to an account",
    configuration: block("role_binding", [account, 'role_id = "9101"', workspace]),
    line: /service_account_id/,
    says: ["Bigeye gives roles to groups only", "`group_ids`", "access_group_membership"],
  },
  {
    title: "a binding to a member",
    configuration: block("role_binding", ['member_id = "9002"', 'role_id = "9101"', workspace]),
    line: /member_id/,
    says: ["Bigeye gives roles to groups only", "access_group_membership"],
  },
  {
    title: "a grant without a workspace",
    configuration: block("role_binding", grant),
    line: /role_binding/,
    says: ["`scope` is required"],
  },
  {
    title: "a grant on something else",
    configuration: block("role_binding", [...grant, 'scope = { type = "space", id = "102" }']),
    line: /scope/,
    says: ['`scope.type` is "space"; it must be workspace'],
  },
  {
    title: "a grant of a role that is not there",
    configuration: block("role_binding", ['group_id = "9201"', 'role_id = "9109"', workspace]),
    line: /role_id/,
    says: ["Bigeye has no role 9109"],
  },
  {
    title: "a selector",
    configuration: block("role", [
      name,
      'permissions = [{ action = "READ", resource = "TABLE", selectors = ["orders"] }]',
    ]),
    line: /permissions/,
    says: ['the selector "orders" is not supported', "Leave selectors out"],
  },
  {
    title: "an action that the domain lacks",
    configuration: block("role", [name, 'permissions = [{ action = "PREVIEW", resource = "SCAN_JOB" }]']),
    line: /permissions/,
    says: ['SCAN_JOB does not have the action "PREVIEW"'],
  },
  {
    title: "a base that is none",
    configuration: block("role", [name, 'base = "ADMIN"', 'permissions = [{ action = "READ", resource = "TABLE" }]']),
    line: /base/,
    says: ['`base` is "ADMIN"; it must be one of VIEW, EDIT, MANAGE'],
  },
  {
    title: "a role of nothing",
    configuration: block("role", [name, "permissions = []"]),
    line: /permissions/,
    says: ["a role without a `base` needs at least one"],
  },
  {
    title: "a key that expires at",
    configuration: block("key", [account, name, 'expires_at = "2037-01-31T00:00:00Z"']),
    line: /expires_at/,
    says: ["Bigeye keys never expire: set `rotate_after`"],
  },
  {
    title: "a key that expires in",
    configuration: block("key", [account, name, 'expires_in = "90d"']),
    line: /expires_in/,
    says: ["Bigeye keys never expire: set `rotate_after`"],
  },
  {
    title: "a key without a name",
    configuration: block("key", [account]),
    line: /key/,
    says: ["`name` is required"],
  },
  {
    title: "a key without an account",
    configuration: block("key", [name]),
    line: /key/,
    says: ["`service_account_id` is required"],
  },
  {
    title: "a key of a person",
    configuration: block("key", ['service_account_id = "9002"', name]),
    line: /service_account_id/,
    says: ["Bigeye has no service account 9002"],
  },
  {
    title: "a member without a name",
    configuration: block("member", ['email = "new@example.com"']),
    line: /member/,
    says: ["`name` is required"],
  },
  ...[
    { line: 'account_role = "admin"', says: 'administrators are in the group "Admin"' },
    { line: 'role_ids = ["9101"]', says: "Add the member to groups" },
    { line: 'invite_mode = "email"', says: "its own invitation by email" },
    { line: 'invite_base_url = "https://acme.example"', says: "its own invitation by email" },
    { line: 'deletion_policy = "keep"', says: "it must be one of delete, abandon" },
  ].map(({ line, says }) => ({
    title: `a member's ${line}`,
    configuration: block("member", ['email = "new@example.com"', 'name = "New"', line]),
    line: new RegExp(line.replace(/ .*/, "")),
    says: [says],
  })),
  {
    title: "a noun that it lacks",
    configuration: block("role_mapping", ['auth_domain_id = "1"']),
    line: /role_mapping/,
    says: ["Bigeye does not support access_role_mapping"],
  },
  {
    title: "one grant by two resources",
    configuration:
      block("role_binding", [...grant, workspace]) + block("role_binding", [...grant, workspace]).replace('"x"', '"y"'),
    line: /role_id/,
    says: ["Two resources of this configuration", "Keep one of them"],
  },
  {
    title: "a name that two accounts have",
    configuration: 'data "access_service_account" "x" {\n  name = "twin"\n}\n',
    line: /name/,
    says: ['Bigeye has 2 service accounts called "twin": 9003, 9004'],
  },
  {
    title: "a part that is no workspace",
    configuration: 'data "access_scope" "x" {\n  type = "space"\n  name = "Default workspace"\n}\n',
    line: /type/,
    says: ["Bigeye grants roles only on workspaces"],
  },
];

describe("a plan refuses, before anything is asked for,", () => {
  it.each(cases)("$title", async ({ configuration, line, says }) => {
    await bench.workspace.write(bigeyeHeader + configuration);
    await bench.mock.forgetRequests();
    const told = await bench.workspace.mustFail("plan", "-no-color", "-input=false");
    const pointed = /on main\.tf line \d+[^:]*:\s+\d+: (.*)/.exec(told)?.[1] ?? told;
    expect(pointed).toMatch(line);
    for (const part of says) expect(told).toContain(part);
    expect((await bench.mock.requests()).filter(({ method }) => method !== "GET")).toEqual([]);
  });
});

describe("an account's own list of groups beside a membership", () => {
  it("is refused: each resource would undo the other's change", async () => {
    const exclusive = `${bigeyeHeader}
resource "access_service_account" "owl" {
  name      = "owl"
  group_ids = ["9201"]
}
`;
    await bench.workspace.apply(exclusive);
    await bench.workspace.write(`${exclusive}
resource "access_group_membership" "owl" {
  group_id           = "9201"
  service_account_id = access_service_account.owl.id
}
`);
    const { code, diagnostics } = await applyOnce(bench.workspace);
    expect(code).toBe(1);
    expect(diagnostics.map(({ detail }) => detail).join()).toContain("Each resource would undo the other's change");
    await bench.workspace.apply(exclusive);
    await bench.workspace.write(exclusive.replace(/ {2}group_ids.*\n/, ""));
    const taken = await applyOnce(bench.workspace);
    expect(taken.diagnostics.map(({ detail }) => detail).join()).toContain("It stays in: Terns (9201)");
    await bench.host.destroy();
  });

  it("takes over from a membership in one apply, and the account stays in the group", async () => {
    const alone = `${bigeyeHeader}
resource "access_service_account" "owl" {
  name = "owl"
}
`;
    const joined = `${alone}
resource "access_group_membership" "owl" {
  group_id           = "9201"
  service_account_id = access_service_account.owl.id
}
`;
    const { state } = await bench.workspace.apply(joined);
    const id = textOf(state["access_service_account.owl"]?.["id"]);
    const listed = alone.replace('name = "owl"', 'name = "owl"\n  group_ids = ["9201"]');
    const { did } = await bench.workspace.apply(listed);
    expect(did).toEqual({ "access_service_account.owl": "update", "access_group_membership.owl": "delete" });
    expect((await bench.admin.user(id)).groups).toMatchObject([{ id: "9201" }]);
    await bench.host.destroy();
  });
});
