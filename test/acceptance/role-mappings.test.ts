import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { does, holds } from "#terraform/plugin/testing/checks.ts";
import { type Bench, header, openBench } from "./support/access.ts";
import { applyOnce } from "./support/apply.ts";
import { limitedToken, managing, type Right } from "./support/limited-token.ts";

const canary = "oystercatcher-client-secret-1";
const spec = {
  issuer: "https://idp.example.org",
  clientId: "terns-client",
  clientSecret: canary,
  claimMapping: { email: "mail", groups: "memberOf" },
};
const domain = "0198c1a2-7d3e-7c44-9b1f-2f4c5d6e7f80";
const domains = [{ id: domain, name: "terns.example.org", enabled: true, config: { kind: "oidc", spec } }];

let bench: Bench;
const printed: string[] = [];

beforeAll(async () => {
  bench = await openBench({ seed: { signoz: { authDomains: domains } } });
});

afterEach(async () => {
  printed.push(JSON.stringify(await bench.workspace.run("show", "-json")));
  await bench.mock.reset();
  await bench.workspace.remove("terraform.tfstate");
});

afterAll(() => bench.close());

const address = "access_role_mapping.sso";

function mapping(lines: readonly string[] = [], more = ""): string {
  return `${header}
data "access_auth_domain" "terns" {
  name = "terns.example.org"
}
resource "access_role_mapping" "sso" {
  auth_domain_id = data.access_auth_domain.terns.id
  ${lines.join("\n  ")}
}
${more}`;
}

const first = ['default_role = "signoz-viewer"', 'group_mappings = { ops = "signoz-editor", staff = "VIEWER" }'];

/** Everything of the domain that a mapping must not touch. */
async function untouched(): Promise<unknown> {
  const { name, enabled, config } = await bench.admin.domain(domain);
  return { name, enabled, spec: config.spec, kind: config.kind };
}

async function put(roleMapping: unknown): Promise<void> {
  const { enabled, config } = await bench.admin.domain(domain);
  await bench.admin.must({ method: "PUT", path: `/v2/auth_domains/${domain}`, body: { enabled, config, roleMapping } });
}

describe("a role mapping", () => {
  it("is made, changed, imported, drift when it is changed or cleared, and taken away, and the domain stays", async () => {
    const before = await untouched();
    await bench.host.step(mapping(first), {
      plan: [does({ [address]: "create" })],
      state: [holds(address, { id: domain, group_mappings: { ops: "signoz-editor", staff: "VIEWER" } })],
    });
    expect((await bench.admin.domain(domain)).roleMapping).toStrictEqual({
      defaultRole: "signoz-viewer",
      groupMappings: { ops: "signoz-editor", staff: "signoz-viewer" },
      useRoleAttribute: false,
    });
    await bench.host.step(mapping(['group_mappings = { ops = "signoz-admin" }', "use_role_attribute = true"]), {
      plan: [does({ [address]: "update" })],
    });
    await bench.host.verifyImport({ address });
    await put({ defaultRole: "signoz-editor", groupMappings: { ops: "signoz-admin" }, useRoleAttribute: true });
    expect(await bench.workspace.plan()).toStrictEqual({ [address]: "update" });
    await put(null);
    expect(await bench.workspace.plan()).toStrictEqual({ [address]: "create" });
    await bench.host.step(mapping(first));
    await bench.workspace.destroy();
    expect((await bench.admin.domain(domain)).roleMapping).toBeNull();
    expect(await untouched()).toStrictEqual(before);
  });

  it("adopts one that is the same, and refuses to write over another", async () => {
    await put({ defaultRole: "signoz-viewer", groupMappings: { ops: "signoz-editor", staff: "signoz-viewer" } });
    await bench.workspace.write(mapping(first));
    const adopted = await applyOnce(bench.workspace);
    expect(adopted.code).toBe(0);
    expect(adopted.diagnostics.map(({ summary }) => summary)).toContain(
      "The role mapping existed already and is managed from now on",
    );
    await bench.workspace.remove("terraform.tfstate");
    await put({ defaultRole: "signoz-editor" });
    const { code, diagnostics } = await applyOnce(bench.workspace);
    expect(code).toBe(1);
    const error = diagnostics.find(({ severity }) => severity === "error");
    expect(error?.detail).toContain(`terraform import ADDRESS ${domain}`);
    expect(error?.detail).toContain("others get signoz-editor");
    expect(diagnostics.map(({ summary }) => summary)).toContain("The auth domain has another role mapping");
    expect((await bench.admin.domain(domain)).roleMapping?.defaultRole).toBe("signoz-editor");
  });

  it("gives whoever signs in what it says", async () => {
    await bench.workspace.apply(mapping(first));
    const login = (email: string, groups: readonly string[]) =>
      bench.mock.ssoLogin({ vendor: "signoz", email, groups: [...groups] });
    expect((await login("ada@terns.example.org", ["ops", "staff"])).roles.toSorted()).toStrictEqual([
      "signoz-editor",
      "signoz-viewer",
    ]);
    expect((await login("bea@terns.example.org", ["ops"])).roles).toStrictEqual(["signoz-editor"]);
    expect((await login("cid@terns.example.org", [])).roles).toStrictEqual(["signoz-viewer"]);
  });

  it("fails at plan for a domain that does not exist and for what is no role's name", async () => {
    const nowhere = domain.replace(/^0198/, "0199");
    await bench.workspace.write(mapping(first).replace("data.access_auth_domain.terns.id", `"${nowhere}"`));
    expect(await bench.workspace.mustFail("plan", "-no-color")).toContain(`SigNoz has no auth domain ${nowhere}`);
    await bench.workspace.write(mapping(['group_mappings = { ops = "Ops Team" }']));
    const told = (await bench.workspace.mustFail("plan", "-no-color")).replace(/[│\s]+/g, " ");
    expect(told).toContain('`group_mappings` contains "Ops Team"; it must be the name of a role');
  });

  it("fails at apply for a role that does not exist, in the vendor's words", async () => {
    await bench.workspace.write(mapping(['default_role = "gannet"']));
    const { code, diagnostics } = await applyOnce(bench.workspace);
    expect(code).toBe(1);
    printed.push(JSON.stringify(diagnostics));
    expect(diagnostics.find(({ severity }) => severity === "error")?.detail).toContain("gannet");
  });

  it("fails in words where the token may not give one of the roles, and where the answer is lost it is made up for", async () => {
    const rights: readonly Right[] = [
      ...managing.filter(([, resource]) => resource !== "role"),
      ...["list", "read", "update", "attach", "detach"].map((verb): Right => [verb, "metaresource/auth-domain"]),
      ["attach", "role", "signoz-viewer"],
      ["detach", "role"],
    ];
    const { secret } = await limitedToken(bench, "tern-deployer", rights);
    const block = 'vendor = "signoz"\n  escalation_guard = "off"\n  token = ';
    await bench.workspace.write(mapping(first).replace('vendor = "signoz"', `${block}"${secret}"`));
    const { code, diagnostics } = await applyOnce(bench.workspace);
    expect(code).toBe(1);
    const error = diagnostics.find(({ severity }) => severity === "error");
    expect(error?.detail).toContain("role:attach");
    expect(error?.detail).toContain("attach on each role that the mapping may give");
    await bench.mock.faults.add({ route: "PUT /signoz/api/v2/auth_domains/{id}", drop: "after", count: 1 });
    await bench.workspace.apply(mapping(first));
    expect((await bench.admin.domain(domain)).roleMapping?.defaultRole).toBe("signoz-viewer");
  });

  it("is told by the guard, which counts every role that the mapping may give", async () => {
    const rights: readonly Right[] = [
      ...managing,
      ...["list", "read", "update", "attach", "detach"].map((verb): Right => [verb, "metaresource/auth-domain"]),
    ];
    const { secret } = await limitedToken(bench, "tern-deployer", rights);
    const block = 'vendor = "signoz"\n  escalation_guard = "error"\n  token = ';
    const configuration = mapping(first).replace('vendor = "signoz"', `${block}"${secret}"`);
    await bench.workspace.write(configuration);
    const told = (await bench.workspace.mustFail("plan", "-no-color")).replace(/[│\s]+/g, " ");
    expect(told).toContain(`The role mapping of auth domain ${domain} would grant`);
    await bench.workspace.write(
      configuration.replace("token =", 'may_delegate = ["signoz-editor", "signoz-viewer"]\n  token ='),
    );
    expect((await applyOnce(bench.workspace)).code).toBe(0);
  });
});

describe("the domain's secrets", () => {
  it("are in no state, plan, output or error", () => {
    expect(printed.length).toBeGreaterThan(5);
    expect(printed.join("\n")).toContain("access_role_mapping");
    expect(printed.join("\n")).not.toContain(canary);
  });

  it("are in no output where an answer is cut short, and in no plan that is saved", async () => {
    await bench.mock.faults.add({ route: "PUT /signoz/api/v2/auth_domains/{id}", body: "truncated" });
    await bench.workspace.write(mapping(first));
    const { output } = await applyOnce(bench.workspace);
    expect(output).not.toContain(canary);
    const plan = await bench.workspace.run("plan", "-no-color", "-out=x.plan");
    const shown = await bench.workspace.run("show", "-json", "x.plan");
    expect(plan.output + shown.output).not.toContain(canary);
  });
});
