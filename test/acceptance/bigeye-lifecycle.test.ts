import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { does, holds, staysTheSame } from "#terraform/plugin/testing/checks.ts";
import { applyOnce } from "./support/apply.ts";
import { bigeyeHeader, type BigeyeBench, openBigeyeBench, textOf } from "./support/bigeye.ts";

let bench: BigeyeBench;
let before: readonly string[];

beforeAll(async () => {
  bench = await openBigeyeBench({ seed: { bigeye: { workspaces: [{ name: "Harbour" }] } } });
  before = await bench.admin.names();
});

afterAll(() => bench.close());

interface Given {
  readonly account?: string;
  readonly group?: string;
  readonly idp?: string;
  readonly role?: string;
  readonly base?: string;
  readonly extra?: string;
  readonly workspace?: string;
  readonly reason?: string;
  readonly member?: string;
}

const stack = (given: Given = {}): string => `${bigeyeHeader}
data "access_scope" "harbour" {
  type = "workspace"
  name = "${given.workspace ?? "Harbour"}"
}
resource "access_service_account" "tern" {
  name = "${given.account ?? "tern-loads"}"
}
resource "access_group" "terns" {
  name = "${given.group ?? "Terns"}"
  ${given.idp === undefined ? "" : `idp_groups = ${given.idp}`}
}
resource "access_role" "runner" {
  name        = "${given.role ?? "Tern runner"}"
  description = "Runs what the terns load."
  ${given.base === "" ? "" : `base = "${given.base ?? "VIEW"}"`}
  permissions = [
    { action = "EXECUTE", resource = "SCAN_JOB" },
    ${given.extra ?? ""}
  ]
  lifecycle {
    create_before_destroy = true
  }
}
resource "access_role_binding" "terns_run" {
  group_id = access_group.terns.id
  role_id  = access_role.runner.id
  scope    = { type = "workspace", id = data.access_scope.harbour.id }
  reason   = "${given.reason ?? "loads every night"}"
}
resource "access_group_membership" "tern" {
  group_id           = access_group.terns.id
  service_account_id = access_service_account.tern.id
}
resource "access_member" "ines" {
  email = "Ines@example.com"
  name  = "${given.member ?? "Ines"}"
}
resource "access_group_membership" "ines" {
  group_id  = access_group.terns.id
  member_id = access_member.ines.id
}
resource "access_key" "tern" {
  service_account_id = access_service_account.tern.id
  name               = "tern-prod"
  description        = "Loads at night."
}
`;

const created = [
  "access_group.terns",
  "access_group_membership.ines",
  "access_group_membership.tern",
  "access_key.tern",
  "access_member.ines",
  "access_role.runner",
  "access_role_binding.terns_run",
  "access_service_account.tern",
];

async function valueOf(address: string, name: string): Promise<string> {
  return textOf((await bench.values(address))[name]);
}

describe("Bigeye's nouns, from creation to nothing left", () => {
  it("creates everything, and the next plan is empty", async () => {
    const { did } = await bench.workspace.apply(stack(), {
      state: [
        holds("access_role.runner", { base: "VIEW", managed: false }),
        holds("access_key.tern", { status: "active", expires_at: null, retiring: [] }),
        holds("access_group.terns", { idp_groups: null }),
      ],
    });
    expect(did).toEqual(Object.fromEntries(created.map((address) => [address, "create"])));
    const account = await bench.admin.user(await valueOf("access_service_account.tern", "id"));
    expect(account).toMatchObject({ name: "tern-loads", isServiceAccount: true, groups: [{ displayName: "Terns" }] });
    const group = await bench.admin.group(await valueOf("access_group.terns", "id"));
    expect(group.grants).toMatchObject([{ role: { name: "Tern runner" }, workspace: { displayName: "Harbour" } }]);
    expect(group.users.map(({ displayName }) => displayName).sort()).toEqual(["Ines", "tern-loads"]);
  });

  it("imports each of them, and plans nothing", async () => {
    const id = (address: string) => valueOf(address, "id");
    const group = await id("access_group.terns");
    const account = await id("access_service_account.tern");
    const imports: readonly (readonly [string, string, readonly string[]])[] = [
      ["access_service_account.tern", account, []],
      ["access_group.terns", group, []],
      ["access_role_binding.terns_run", `group/${group}/${await id("access_role_binding.terns_run")}`, ["reason"]],
      ["access_group_membership.tern", `${group}/${account}`, []],
      ["access_group_membership.ines", `${group}/${await id("access_member.ines")}`, []],
      ["access_member.ines", await id("access_member.ines"), []],
      ["access_key.tern", `${account}/${await id("access_key.tern")}`, ["secret"]],
    ];
    for (const [address, importId, ignore] of imports) {
      await bench.host.verifyImport({ address, id: importId, ignore });
    }
  });

  it("imports a role with what its base holds, which Bigeye does not tell apart", async () => {
    const id = await valueOf("access_role.runner", "id");
    await bench.workspace.must("state", "rm", "access_role.runner");
    await bench.workspace.must("import", "-no-color", "access_role.runner", id);
    expect((await bench.values("access_role.runner"))["permissions"]).toHaveLength(2);
    await bench.host.step(stack(), { plan: [does({ "access_role.runner": "update" })] });
    expect((await bench.values("access_role.runner"))["permissions"]).toHaveLength(1);
  });

  it("renames all of them in place", async () => {
    const stays = created
      .filter((address) => address !== "access_key.tern")
      .map((address) => staysTheSame(address, "id"));
    await bench.host.step(stack(), { state: stays });
    const renamed = { account: "tern-two", group: "Terns two", role: "Runner two", member: "Ines Two" };
    await bench.host.step(stack(renamed), {
      plan: [
        does({
          "access_service_account.tern": "update",
          "access_group.terns": "update",
          "access_role.runner": "update",
          "access_member.ines": "update",
        }),
      ],
      state: stays,
    });
    const member = await bench.admin.user(await valueOf("access_member.ines", "id"));
    expect(member).toMatchObject({
      name: "Ines Two",
      email: "Ines@example.com",
      groups: [{ displayName: "Terns two" }],
    });
    const account = await bench.admin.user(await valueOf("access_service_account.tern", "id"));
    expect(account).toMatchObject({ name: "tern-two", groups: [{ displayName: "Terns two" }] });
    await bench.host.step(stack());
  });

  it("manages IdP groups where they are written, and says which stay where they no longer are", async () => {
    const id = await valueOf("access_group.terns", "id");
    await bench.host.step(stack({ idp: '["okta-terns", "okta-gulls"]' }), {
      plan: [does({ "access_group.terns": "update" })],
    });
    expect((await bench.admin.group(id)).idpGroups.toSorted()).toEqual(["okta-gulls", "okta-terns"]);
    await bench.workspace.write(stack());
    expect((await applyOnce(bench.workspace)).diagnostics.map(({ summary }) => summary)).toContain(
      "The group keeps its IdP groups",
    );
    expect((await bench.admin.group(id)).idpGroups).toHaveLength(2);
    await bench.host.step(stack({ idp: "[]" }), { plan: [does({ "access_group.terns": "update" })] });
    expect((await bench.admin.group(id)).idpGroups).toEqual([]);
    await bench.workspace.apply(stack());
  });

  it("changes a role's base and permissions in place, and sees the base taken away behind its back", async () => {
    const preview = '{ action = "PREVIEW", resource = "TABLE" },';
    await bench.host.step(stack({ base: "EDIT", extra: preview }), {
      plan: [does({ "access_role.runner": "update" })],
    });
    const id = await valueOf("access_role.runner", "id");
    const request = {
      name: "Tern runner",
      description: "Runs what the terns load.",
      baseRole: "ROLE_TYPE_VIEW",
      rolePermissions: [
        { domains: ["PERMISSION_DOMAIN_SCAN_JOB"], actions: ["PERMISSION_ACTION_EXECUTE"] },
        { domains: ["PERMISSION_DOMAIN_TABLE"], actions: ["PERMISSION_ACTION_PREVIEW"] },
      ],
    };
    await bench.admin.must({ method: "PUT", path: `/roles/${id}`, body: { id: Number(id), request } });
    expect(await bench.workspace.plan()).toEqual({ "access_role.runner": "update" });
    await bench.host.step(stack({ base: "EDIT", extra: preview }));
    const role = (await bench.admin.roles()).find((one) => one.id === id);
    expect(role?.rolePermissions.flatMap(({ actions }) => actions)).toContain("PERMISSION_ACTION_WRITE");
    await bench.host.step(stack({ base: "" }), { state: [holds("access_role.runner", { base: null })] });
    await bench.host.step(stack());
  });

  it("replaces a grant on another workspace, and keeps reasons in state alone", async () => {
    await bench.host.step(stack({ workspace: "Default workspace" }), {
      plan: [does({ "access_role_binding.terns_run": "delete, create" })],
    });
    const group = await bench.admin.group(await valueOf("access_group.terns", "id"));
    expect(group.grants.map(({ workspace }) => workspace.displayName)).toEqual(["Default workspace"]);
    await bench.mock.forgetRequests();
    await bench.host.step(stack({ workspace: "Default workspace", reason: "audit 7" }), {
      plan: [does({ "access_role_binding.terns_run": "update" })],
    });
    expect((await bench.mock.requests()).filter(({ method }) => method !== "GET")).toEqual([]);
    await bench.host.step(stack());
  });

  it("puts back what is taken away behind its back", async () => {
    const groupId = await valueOf("access_group.terns", "id");
    const account = await valueOf("access_service_account.tern", "id");
    const { grants } = await bench.admin.group(groupId);
    for (const grant of grants) await bench.admin.revokeGrant(grant);
    await bench.admin.changeMembership("REMOVE", groupId, account);
    for (const { id } of await bench.admin.keysOf(account)) {
      await bench.admin.must({ method: "DELETE", path: `/personal-api-keys/${id}` });
    }
    await bench.host.step(stack(), {
      plan: [
        does({
          "access_role_binding.terns_run": "create",
          "access_group_membership.tern": "create",
          "access_key.tern": "create",
        }),
      ],
    });
  });

  it("destroys everything, and nothing is left", async () => {
    await bench.host.destroy();
    expect(await bench.admin.names()).toEqual(before);
  });
});
