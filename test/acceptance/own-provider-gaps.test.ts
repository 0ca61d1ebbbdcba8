import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Bench, header, openBench } from "./support/access.ts";
import { applyOnce } from "./support/apply.ts";
import { createAccount, createRole } from "./support/limited-token.ts";

// What SigNoz's own provider 0.0.17 lacks or gets wrong, as its documentation and source show; tests with the same number
// are about the same gap. https://registry.terraform.io/providers/SigNoz/signoz/0.0.17/docs

let bench: Bench;

beforeAll(async () => {
  bench = await openBench();
});

afterEach(async () => {
  await bench.mock.reset();
  await bench.workspace.remove("terraform.tfstate");
});

afterAll(() => bench.close());

const account = (name = "stilt"): string => `${header}
resource "access_service_account" "x" {
  name = "${name}"
}
`;

const member = (email = "stilt@terns.example.org", more = ""): string => `${header}
resource "access_member" "x" {
  email = "${email}"
  ${more}
}
`;

const role = (permissions: string, more = ""): string => `
resource "access_role" "x" {
  name        = "stilt-role"
  permissions = [${permissions}]
  ${more}
}
`;

const binding = (label = "x", roleId = "access_role.x.id"): string => `
resource "access_role_binding" "${label}" {
  role_id            = ${roleId}
  service_account_id = access_service_account.x.id
}
`;

const listsRoles = '{ action = "list", resource = "role" }';

async function writes(): Promise<readonly string[]> {
  const requests = await bench.mock.requests();
  return requests.filter(({ method }) => method !== "GET").map(({ operationId }) => operationId ?? "nothing");
}

describe("what SigNoz's own provider lacks is here", () => {
  it("1: keys, whose secret state hides and whose expiry changes in place", async () => {
    const key = (expiry: string): string => `${account()}
resource "access_key" "x" {
  service_account_id = access_service_account.x.id
  name               = "stilt-key"
  ${expiry}
}
`;
    const { state } = await bench.workspace.apply(key(""));
    const { state: later } = await bench.workspace.apply(key('expires_at = "2036-03-01T00:00:00Z"'));
    expect(later["access_key.x"]?.["secret"]).toBe(state["access_key.x"]?.["secret"]);
    expect((await bench.workspace.show()).resources["access_key.x"]?.sensitive).toContain("secret");
  });

  it("1: a managed role is found by its name", async () => {
    const { state } = await bench.workspace.apply(`${account()}
data "access_role" "x" {
  name = "signoz-viewer"
}
${binding("x", "data.access_role.x.id")}`);
    expect(state["access_role_binding.x"]?.["role_id"]).toBe(state["data.access_role.x"]?.["id"]);
  });

  it("2: an account that was deleted outside is drift, and no obstacle to a destroy", async () => {
    const { state } = await bench.workspace.apply(account());
    const path = `/service_accounts/${String(state["access_service_account.x"]?.["id"])}`;
    await bench.admin.must({ method: "DELETE", path });
    expect(await bench.workspace.plan()).toStrictEqual({ "access_service_account.x": "create" });
    await bench.workspace.must("destroy", "-auto-approve", "-no-color", "-refresh=false");
  });

  it("2: a user who was deleted outside is drift, and no obstacle to a destroy", async () => {
    await bench.mock.seed({ signoz: { knownDefects: false } });
    const { state } = await bench.workspace.apply(member());
    await bench.admin.must({ method: "DELETE", path: `/v2/users/${String(state["access_member.x"]?.["id"])}` });
    expect(await bench.workspace.plan()).toStrictEqual({ "access_member.x": "create" });
    await bench.workspace.must("destroy", "-auto-approve", "-no-color", "-refresh=false");
  });

  it("3: a user who lives on is never taken for destroyed", async () => {
    await bench.workspace.apply(member());
    expect((await applyOnce(bench.workspace, "-destroy")).code).toBe(1);
    expect((await bench.workspace.state())["access_member.x"]).toBeDefined();
    expect((await bench.admin.users()).map(({ email }) => email)).toContain("stilt@terns.example.org");
  });

  it("4: another address is another user, and other capitals are none", async () => {
    await bench.mock.seed({ signoz: { knownDefects: false } });
    await bench.workspace.apply(member("Stilt@terns.example.org"));
    expect((await bench.workspace.apply(member())).did).toStrictEqual({});
    const { did } = await bench.workspace.apply(member("ruff@terns.example.org"));
    expect(did).toStrictEqual({ "access_member.x": "delete, create" });
  });

  it("5: ids stay known through an update, so that bindings of members are not replaced", async () => {
    const bound = `
data "access_role" "x" {
  name = "signoz-viewer"
}
resource "access_role_binding" "x" {
  role_id   = data.access_role.x.id
  member_id = access_member.x.id
}
`;
    await bench.workspace.apply(member() + bound);
    const { did } = await bench.workspace.apply(member("stilt@terns.example.org", 'name = "Stilt"') + bound);
    expect(did).toStrictEqual({ "access_member.x": "update" });
  });

  it("11: an invitation brings its roles, and goes by mail or gives its token", async () => {
    const { state } = await bench.workspace.apply(
      `${member("stilt@terns.example.org", "role_ids = [data.access_role.x.id]")}
data "access_role" "x" {
  name = "signoz-viewer"
}`,
    );
    const { id, activation_token: token } = state["access_member.x"] ?? {};
    expect(typeof token).toBe("string");
    expect((await bench.admin.user(String(id))).userRoles.map(({ role: its }) => its.name)).toStrictEqual([
      "signoz-viewer",
    ]);
  });

  it("4: another name of a role replaces it", async () => {
    await bench.workspace.apply(header + role(listsRoles));
    const { did } = await bench.workspace.apply(header + role(listsRoles).replace("stilt-role", "stilt-other"));
    expect(did).toStrictEqual({ "access_role.x": "delete, create" });
  });

  it("5: ids stay known through an update, so that bindings are not replaced", async () => {
    await bench.workspace.apply(account() + role(listsRoles) + binding());
    const { did } = await bench.workspace.apply(
      account("stilt-renamed") + role(`${listsRoles}, { action = "read", resource = "role" }`) + binding(),
    );
    expect(did).toStrictEqual({ "access_service_account.x": "update", "access_role.x": "update" });
  });

  it("6: another description sends the permissions as they are, and leaving them out is refused", async () => {
    await bench.workspace.apply(header + role(listsRoles));
    await bench.workspace.apply(header + role(listsRoles, 'description = "watches"'));
    const [row] = await bench.admin.customRoles();
    expect(await bench.admin.role(row?.id ?? "")).toMatchObject({ description: "watches", transactionGroups: [{}] });
    await bench.workspace.write(`${header}resource "access_role" "x" {\n name = "stilt-role"\n}\n`);
    expect(await bench.workspace.mustFail("validate", "-no-color")).toContain('argument "permissions" is required');
  });

  it("7: a telemetry selector stays as it was written, though the vendor stores it otherwise", async () => {
    const written = '{ action = "read", resource = "logs", selectors = ["builder_query"] }';
    const { state } = await bench.workspace.apply(header + role(written));
    expect(state["access_role.x"]?.["permissions"]).toMatchObject([{ selectors: ["builder_query"] }]);
    const [row] = await bench.admin.customRoles();
    const { transactionGroups } = await bench.admin.role(row?.id ?? "");
    expect(transactionGroups[0]?.objectGroup.selectors).toStrictEqual(["builder_query/*"]);
  });

  it("8: another order of permissions and selectors is no change", async () => {
    const a = "builder_query/*";
    const b = "promql/*";
    const logs = (...selectors: readonly string[]): string =>
      `{ action = "read", resource = "logs", selectors = ${JSON.stringify(selectors)} }`;
    await bench.workspace.apply(header + role(`${logs(a, b)}, ${listsRoles}`));
    const { did } = await bench.workspace.apply(header + role(`${listsRoles}, ${logs(b, a)}`));
    expect(did).toStrictEqual({});
  });

  it("9: an account gives its roles back before it is deleted, so that the role can be deleted too", async () => {
    await bench.workspace.apply(account() + role(listsRoles) + binding());
    await bench.workspace.must("state", "rm", "access_role_binding.x");
    await bench.workspace.must("destroy", "-auto-approve", "-no-color", "-target=access_service_account.x");
    await bench.workspace.destroy();
    expect(await bench.admin.customRoles()).toStrictEqual([]);
  });

  it("9: a role that was stuck all the same leaves the state, emptied and with a warning", async () => {
    const { state } = await bench.workspace.apply(header + role(listsRoles));
    const former = await createAccount(bench, "stilt-former", String(state["access_role.x"]?.["id"]));
    await bench.admin.must({ method: "DELETE", path: `/service_accounts/${former}` });
    const { code, diagnostics } = await applyOnce(bench.workspace, "-destroy");
    expect({ code, told: diagnostics.map(({ summary }) => summary) }).toStrictEqual({
      code: 0,
      told: ["The role cannot be deleted and was emptied instead"],
    });
  });

  it("10: an assignment that exists is adopted with a warning, and two resources never own one", async () => {
    const held = await createRole(bench, "stilt-held", []);
    const subject = await createAccount(bench, "stilt", held);
    const given = (label: string): string =>
      `resource "access_role_binding" "${label}" {\n role_id = "${held}"\n service_account_id = "${subject}"\n}\n`;
    await bench.workspace.write(header + given("a"));
    const { diagnostics } = await applyOnce(bench.workspace);
    expect(diagnostics.map(({ summary }) => summary)).toStrictEqual([
      "The binding existed already and is managed from now on",
    ]);
    await bench.workspace.destroy();
    await bench.workspace.write(header + given("a") + given("b"));
    expect(await bench.workspace.mustFail("plan", "-no-color")).toMatch(/[Tt]wo resources of this configuration/);
  });

  it("12: roles are given through the route that the vendor kept", async () => {
    await bench.mock.forgetRequests();
    await bench.workspace.apply(account() + role(listsRoles) + binding());
    const sent = await writes();
    expect(sent).toContain("CreateServiceAccountRole");
    expect(sent).not.toContain("nothing");
  });

  it("5.1: what an edition does not have is refused once, and not eleven times", async () => {
    await bench.mock.seed({ signoz: { edition: "community" } });
    await bench.mock.forgetRequests();
    await bench.workspace.write(header + role(listsRoles));
    expect(await bench.workspace.mustFail("apply", "-auto-approve", "-no-color")).toContain("community build");
    expect(await writes()).toStrictEqual([]);
  });
});
