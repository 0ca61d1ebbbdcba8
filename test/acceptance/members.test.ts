import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { does, holds } from "#terraform/plugin/testing/checks.ts";
import { type Bench, header, openBench } from "./support/access.ts";
import { applyOnce } from "./support/apply.ts";
import { limitedToken, managing, roleNamed } from "./support/limited-token.ts";
import { activate, asUser, signIn } from "./support/signoz-people.ts";

const root = { email: "chief@terns.example.org", password: "Skua-over-7-Fjords" };

let bench: Bench;

beforeAll(async () => {
  bench = await openBench({ seed: { signoz: { root } } });
});

afterEach(async () => {
  await bench.mock.reset();
  await bench.workspace.remove("terraform.tfstate");
});

afterAll(() => bench.close());

const address = "access_member.tern";
const email = "ada@terns.example.org";

function member(lines: readonly string[] = [], more = ""): string {
  return `${header}
data "access_role" "viewer" {
  name = "signoz-viewer"
}
data "access_role" "editor" {
  name = "signoz-editor"
}
resource "access_member" "tern" {
  email = "${email}"
  ${lines.join("\n  ")}
}
${more}`;
}

const viewer = "role_ids = [data.access_role.viewer.id]";
const binding = `
resource "access_role_binding" "tern" {
  role_id   = data.access_role.editor.id
  member_id = access_member.tern.id
  reason    = "Keeps the dashboards"
}
`;

async function valuesOf(): Promise<Readonly<Record<string, unknown>>> {
  const values = (await bench.workspace.state())[address];
  if (values === undefined) throw new Error("state has no member");
  return values;
}

async function rolesOf(id: unknown): Promise<readonly string[]> {
  return (await bench.admin.user(String(id))).userRoles.map(({ role }) => role.name).sort();
}

async function writes(): Promise<readonly string[]> {
  const requests = await bench.mock.requests();
  return requests.filter(({ method }) => method !== "GET").map(({ operationId }) => operationId ?? "nothing");
}

const abandoned = 'deletion_policy = "abandon"';

describe("a member", () => {
  it("is invited with roles, kept through plans, changed in place, and drift when somebody deletes them", async () => {
    await bench.host.step(member([viewer, 'name = "Ada"', abandoned]), {
      plan: [does({ [address]: "create" })],
      state: [holds(address, { email, name: "Ada", status: "pending_invite" })],
    });
    const { id } = await valuesOf();
    expect(await rolesOf(id)).toStrictEqual(["signoz-viewer"]);
    const both = "role_ids = [data.access_role.viewer.id, data.access_role.editor.id]";
    await bench.host.step(member([both, 'name = "Ada L."', abandoned]), {
      plan: [does({ [address]: "update" })],
      state: [holds(address, { id, name: "Ada L." })],
    });
    expect(await rolesOf(id)).toStrictEqual(["signoz-editor", "signoz-viewer"]);
    await bench.host.step(member([viewer, abandoned]), { state: [holds(address, { id, name: "Ada L." })] });
    expect(await rolesOf(id)).toStrictEqual(["signoz-viewer"]);
    const session = await signIn(bench, root.email, root.password);
    await asUser(bench, session).must({ method: "DELETE", path: `/v2/users/${String(id)}` });
    expect(await bench.workspace.plan()).toStrictEqual({ [address]: "create" });
  });

  it("has a token until they are active, hidden wherever it is shown, and none where the invitation goes by mail", async () => {
    await bench.workspace.apply(member([viewer]));
    const { id, activation_token: token } = await valuesOf();
    expect((await bench.workspace.show()).resources[address]?.sensitive).toContain("activation_token");
    const session = await activate(bench, email, String(token));
    expect((await asUser(bench, session).must({ method: "GET", path: "/v2/users/me" })) as object).toMatchObject({
      id,
    });
    expect(await bench.workspace.plan()).toStrictEqual({});
    await bench.workspace.must("apply", "-refresh-only", "-auto-approve");
    expect(await valuesOf()).toMatchObject({ status: "active", activation_token: null });
    await bench.workspace.remove("terraform.tfstate");
    await bench.workspace.apply(
      member(['invite_base_url = "https://signals.example.com"']).replace(email, "bea@terns.example.org"),
    );
    expect(await valuesOf()).toMatchObject({ status: "pending_invite", activation_token: null });
  });

  it("has no token any more once it is too late for it", async () => {
    await bench.workspace.apply(member());
    const { activation_token: token } = await valuesOf();
    expect(typeof token).toBe("string");
    await bench.mock.clock.advance("-49h");
    await bench.workspace.remove("terraform.tfstate");
    await bench.workspace.apply(member().replace(email, "bea@terns.example.org"));
    expect((await valuesOf())["activation_token"]).toBeNull();
  });

  it("is imported by id as they are, and an address in capitals is the same address", async () => {
    const { id } = (await bench.admin.must({
      method: "POST",
      path: "/v2/users",
      body: { email, displayName: "Ada", userRoles: [{ id: await roleNamed(bench, "signoz-viewer") }] },
    })) as { id: string };
    const imports = `import {\n to = ${address}\n id = "${id}"\n}\n`;
    await bench.mock.forgetRequests();
    await bench.workspace.apply(member([], imports).replace(email, "Ada@Terns.example.org"));
    expect(await valuesOf()).toMatchObject({ id, name: "Ada", status: "pending_invite" });
    expect(await writes()).toStrictEqual([]);
    const other = 'resource "access_member" "other" {\n email = "bea@terns.example.org"\n}\n';
    await bench.workspace.write(header + other + 'import {\n to = access_member.other\n id = "nobody"\n}\n');
    expect(await bench.workspace.mustFail("plan", "-no-color")).toContain("Nothing to import");
  });

  it("fails where the address is taken, with whose it is and how to take them under code", async () => {
    await bench.workspace.write(
      member([], 'resource "access_member" "other" {\n email = "CHIEF@terns.example.org"\n}'),
    );
    const { code, diagnostics } = await applyOnce(bench.workspace);
    const taken = diagnostics.find(({ severity }) => severity === "error");
    const chief = (await bench.admin.users()).find((row) => row.email === root.email);
    expect({ code, detail: taken?.detail }).toMatchObject({ code: 1 });
    expect(taken?.detail).toContain(`terraform import ADDRESS ${chief?.id}`);
    expect(taken?.address).toBe("access_member.other");
  });
});

describe("deleting a member", () => {
  it("fails with a key, which cannot delete members, and names both ways out", async () => {
    await bench.workspace.apply(member([viewer]));
    const { id } = await valuesOf();
    const { code, diagnostics } = await applyOnce(bench.workspace, "-destroy");
    const error = diagnostics.find(({ severity }) => severity === "error");
    expect(code).toBe(1);
    for (const told of [`${email} (${String(id)}) still exists`, "`deletion_policy` to `abandon`", "session token"]) {
      expect(error?.detail).toContain(told);
    }
    expect((await bench.admin.user(String(id))).status).toBe("pending_invite");
    expect(await valuesOf()).toMatchObject({ id });
  });

  it("only forgets them with `abandon`, and says so", async () => {
    await bench.workspace.apply(member([viewer, abandoned]));
    const { id } = await valuesOf();
    const { code, diagnostics } = await applyOnce(bench.workspace, "-destroy");
    expect(code).toBe(0);
    expect(diagnostics.map(({ summary }) => summary)).toContain("The member was not deleted");
    expect((await bench.admin.user(String(id))).status).toBe("pending_invite");
  });

  it("deletes them with an administrator's session, which is sent as Bearer", async () => {
    const session = await signIn(bench, root.email, root.password);
    const asChief = (text: string): string =>
      text.replace('vendor = "signoz"', `vendor = "signoz"\n  token = "${session}"`);
    const { state } = await bench.workspace.apply(
      asChief(member([viewer], `${binding}\ndata "access_identity" "me" {}\n`)),
    );
    expect(state["data.access_identity.me"]).toMatchObject({ email: root.email, roles: ["signoz-admin"] });
    const { id } = await valuesOf();
    await bench.workspace.must("destroy", "-auto-approve", "-no-color");
    expect((await bench.admin.user(String(id))).status).toBe("deleted");
  });

  it("deletes them with a key where the vendor has mended it", async () => {
    await bench.mock.seed({ signoz: { knownDefects: false } });
    await bench.workspace.apply(member([viewer]));
    const { id } = await valuesOf();
    await bench.workspace.destroy();
    expect((await bench.admin.user(String(id))).status).toBe("deleted");
  });
});

describe("a binding to a member", () => {
  it("is made, imported by member/ID, drift when it is taken away, and taken away by a destroy", async () => {
    const bound = "access_role_binding.tern";
    await bench.host.step(member([abandoned], binding), {
      plan: [does({ [address]: "create", [bound]: "create" })],
    });
    const values = (await bench.workspace.state())[bound];
    const { id: user } = await valuesOf();
    expect(values).toMatchObject({ member_id: user, service_account_id: null });
    expect(await rolesOf(user)).toStrictEqual(["signoz-editor"]);
    await bench.workspace.must("state", "rm", bound);
    const imports = `import {\n to = ${bound}\n id = "member/${String(values?.["id"])}"\n}\n`;
    await bench.workspace.apply(member([abandoned], binding.replace(/ {2}reason.*\n/, "") + imports));
    await bench.admin.must({ method: "DELETE", path: `/v2/user_roles/${String(values?.["id"])}` });
    expect(await bench.workspace.plan()).toStrictEqual({ [bound]: "create" });
    await bench.workspace.apply(member([abandoned], binding));
    await bench.workspace.apply(member([abandoned]));
    expect(await rolesOf(user)).toStrictEqual([]);
  });

  it("fails at plan for a member or a role that does not exist, and for two that are one", async () => {
    const nobody = "0198c1a2-7d3e-7c44-9b1f-2f4c5d6e7f80";
    const bad = binding.replace("access_member.tern.id", `"${nobody}"`);
    await bench.workspace.write(member([], bad));
    expect(await bench.workspace.mustFail("plan", "-no-color")).toContain(`SigNoz has no user ${nobody}`);
    await bench.workspace.apply(member([abandoned]));
    await bench.workspace.write(member([abandoned], binding + binding.replace('"tern" {', '"twin" {')));
    expect(await bench.workspace.mustFail("plan", "-no-color")).toMatch(/[Tt]wo resources of this configuration/);
  });
});

describe("the guard", () => {
  it.each([
    { name: "an invitation that brings", given: viewer, more: "", want: `Member "${email}" would grant` },
    { name: "a binding that gives", given: "", more: binding, want: 'The role binding of role "signoz-editor" (' },
  ])("refuses $name more than the token has, before anybody is invited", async ({ given, more, want }) => {
    const { secret } = await limitedToken(bench, "tern-deployer", managing);
    const settings = `vendor = "signoz"\n  escalation_guard = "error"\n  token = "${secret}"`;
    await bench.mock.forgetRequests();
    await bench.workspace.write(member([given], more).replace('vendor = "signoz"', settings));
    const told = (await bench.workspace.mustFail("plan", "-no-color")).replace(/[│\s]+/g, " ");
    expect(told).toContain(want);
    expect(await writes()).toStrictEqual([]);
  });

  it("compares with what a person may do where the token is a session", async () => {
    await bench.workspace.apply(member([viewer, abandoned]));
    const session = await activate(bench, email, String((await valuesOf())["activation_token"]));
    await bench.workspace.remove("terraform.tfstate");
    const settings = `vendor = "signoz"\n  escalation_guard = "error"\n  token = "${session}"`;
    const role =
      'resource "access_role" "x" {\n name = "terns"\n permissions = [{ action = "list", resource = "role" }]\n}';
    await bench.workspace.write(header.replace('vendor = "signoz"', settings) + role);
    const told = (await bench.workspace.mustFail("plan", "-no-color")).replace(/[│\s]+/g, " ");
    expect(told).toContain(`the token's own user ${email}`);
  });
});

describe("looking up", () => {
  it("finds members by address, and what permissions can be about", async () => {
    const { state } = await bench.workspace.apply(`${header}
data "access_member" "chief" {
  email = "Chief@terns.example.org"
}
data "access_permission_catalog" "attachable" {
  action = "attach"
}
data "access_permission_catalog" "logs" {
  resource = "logs"
}
`);
    expect(state["data.access_member.chief"]).toMatchObject({ status: "active" });
    const { permissions } = state["data.access_permission_catalog.attachable"] ?? {};
    expect(JSON.stringify(permissions)).toContain('"resource":"serviceaccount"');
    expect(JSON.stringify(permissions)).not.toContain('"resource":"dashboard"');
    expect(state["data.access_permission_catalog.logs"]?.["permissions"]).toMatchObject([{ actions: ["read"] }]);
  });

  it.each([
    {
      name: "an address that nobody has",
      given: 'data "access_member" "x" {\n email = "no@terns.example.org"\n}',
      want: 'has no user "no@terns',
    },
    {
      name: "an action that there is not",
      given: 'data "access_permission_catalog" "x" {\n action = "fly"\n}',
      want: "Known actions: ",
    },
    {
      name: "a domain that there is not",
      given: 'data "access_auth_domain" "x" {\n name = "x.example"\n}',
      want: "no auth domain",
    },
  ])("fails for $name", async ({ given, want }) => {
    await bench.workspace.write(header + given);
    expect(await bench.workspace.mustFail("plan", "-no-color")).toContain(want);
  });
});

describe("what SigNoz has nothing for", () => {
  it.each([
    { given: 'account_role = "admin"', at: "account_role", want: "role_ids" },
    { given: 'invite_mode = "email"', at: "invite_mode", want: "invite_base_url" },
    { given: 'deletion_policy = "keep"', at: "deletion_policy", want: "delete, abandon" },
    { given: 'role_ids = ["signoz-viewer"]', at: "role_ids", want: "UUID" },
    { given: 'name = ""', at: "name", want: "a name that is not empty" },
    { given: 'invite_base_url = "signals.example.com"', at: "invite_base_url", want: "http or https URL" },
  ])("fails at plan for $given", async ({ given, at, want }) => {
    await bench.workspace.write(member([given]));
    const told = (await bench.workspace.mustFail("plan", "-no-color")).replace(/[│\s]+/g, " ");
    expect(told).toContain(`\`${at}\``);
    expect(told).toContain(want);
  });
});

describe("a lost answer", () => {
  const route = "POST /signoz/api/v2/users";

  it("to an invitation is made up for where the request was carried out, and nothing is invited twice", async () => {
    await bench.mock.faults.add({ route, drop: "after", count: 1 });
    await bench.workspace.write(member([viewer]));
    const { code, diagnostics } = await applyOnce(bench.workspace);
    expect(code).toBe(0);
    expect(diagnostics.map(({ summary }) => summary)).toContain("The response was lost, and the user was found");
    expect((await bench.admin.users()).filter((row) => row.email === email)).toHaveLength(1);
    expect(await bench.workspace.plan()).toStrictEqual({});
  });

  it("to one that was not carried out is sent once more, since addresses are unique", async () => {
    await bench.mock.faults.add({ route, drop: "before", count: 1 });
    await bench.workspace.write(member([viewer]));
    expect((await applyOnce(bench.workspace)).code).toBe(0);
    expect((await bench.admin.users()).filter((row) => row.email === email)).toHaveLength(1);
  });

  it("to the look after it leaves a warning, and nothing tainted", async () => {
    await bench.mock.faults.add({ route: "GET /signoz/api/v2/users/{id}", status: 400, count: 5 });
    await bench.workspace.write(member([abandoned]));
    const { code, diagnostics } = await applyOnce(bench.workspace);
    await bench.mock.faults.clear();
    expect(code).toBe(0);
    expect(diagnostics.map(({ summary }) => summary)).toContain("The member was invited and could not be read back");
    expect(await bench.workspace.plan()).toStrictEqual({});
  });
});
