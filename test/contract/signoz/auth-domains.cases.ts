import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { authDomain } from "#vendors/signoz/wire/auth-domain.ts";
import { created } from "#vendors/signoz/wire/common.ts";
import type { ContractCases } from "../cases.ts";
import { type Client, outcome, unique } from "./client.ts";
import { createRole, group, holderOf, nobody, readRole } from "./fixtures.ts";

const oidc = {
  kind: "oidc",
  spec: { issuer: "https://idp.latchkey.example", clientId: "signoz", clientSecret: "for-tests-only" },
};
const saml = {
  kind: "saml",
  spec: { entityId: "urn:signoz", location: "https://idp.latchkey.example/saml", certificate: "MIIB" },
};
const google = { kind: "google", spec: { clientId: "signoz", clientSecret: "for-tests-only" } };

function domainName(): string {
  return `${unique("sso")}.example`;
}

async function create(client: Client, rest: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const body = { name: domainName(), config: oidc, ...rest };
  return (await client.data(created, "CreateAuthDomain", { body })).id;
}

async function read(client: Client, id: string): Promise<z.output<typeof authDomain>> {
  return client.data(authDomain, "GetAuthDomain", { params: { id } });
}

const configs = [
  {
    name: "oidc",
    config: oidc,
    want: { ...oidc.spec, claimMapping: { email: "email", name: "name", groups: "groups", role: "role" } },
  },
  { name: "saml", config: saml, want: { ...saml.spec, insecureSkipAuthNRequestsSigned: false } },
  { name: "google", config: google, want: google.spec },
  {
    name: "google with groups",
    config: {
      kind: "google",
      spec: {
        ...google.spec,
        fetchGroups: true,
        serviceAccountJson: "{}",
        domainToAdminEmail: { "*": "admin@latchkey.example" },
        allowedGroups: ["staff"],
      },
    },
    want: { fetchGroups: true, serviceAccountJson: "{}", allowedGroups: ["staff"] },
  },
  {
    name: "mappings of which a part is said",
    config: { kind: "oidc", spec: { ...oidc.spec, claimMapping: { groups: "teams", role: "" }, colour: "red" } },
    want: { claimMapping: { email: "email", name: "name", groups: "teams", role: "role" } },
  },
];

const unusable = [
  { name: "no config", config: undefined, code: "auth_domain_invalid_config" },
  { name: "no kind", config: { spec: oidc.spec }, code: "auth_domain_invalid_config" },
  { name: "no spec", config: { kind: "oidc" }, code: "auth_domain_invalid_config" },
  { name: "an unknown kind", config: { kind: "ldap", spec: {} }, code: "auth_domain_invalid_config" },
  { name: "a spec that is null", config: { kind: "oidc", spec: null }, code: "invalid_input" },
  { name: "null", config: null, code: "auth_domain_invalid_config" },
  { name: "what is no object", config: 7, code: "auth_domain_invalid_config" },
  { name: "a member of every object", config: { kind: "toString", spec: {} }, code: "auth_domain_invalid_config" },
  { name: "passwords", config: { kind: "email_password", spec: {} }, code: "auth_domain_invalid_config" },
  { name: "no secret", config: { kind: "oidc", spec: { ...oidc.spec, clientSecret: "" } }, code: "invalid_input" },
  { name: "no certificate", config: { kind: "saml", spec: { entityId: "x", location: "y" } }, code: "invalid_input" },
  {
    name: "groups of google without an administrator",
    config: { kind: "google", spec: { ...google.spec, fetchGroups: true, serviceAccountJson: "{}" } },
    code: "invalid_input",
  },
  {
    name: "groups of google without a service account",
    config: { kind: "google", spec: { ...google.spec, fetchGroups: true, domainToAdminEmail: { a: "b" } } },
    code: "invalid_input",
  },
  {
    name: "allowed groups that are not fetched",
    config: { kind: "google", spec: { ...google.spec, allowedGroups: ["staff"] } },
    code: "invalid_input",
  },
  {
    name: "a secret of another type",
    config: { kind: "oidc", spec: { clientSecret: 7 } },
    code: "invalid_request_field",
  },
];

function configCases(client: () => Client): void {
  it.each(configs)("is kept with its secrets: $name", async ({ config, want }) => {
    const seen = await read(client(), await create(client(), { config }));
    expect(seen).toMatchObject({ enabled: false, config: { kind: config.kind, spec: want }, roleMapping: null });
    expect(seen.config.spec).not.toHaveProperty("colour");
    // What is empty of Google's is left out.
    if (config.kind === "google") expect(seen.config.spec).toEqual(config.spec);
  });

  it("that cannot be read comes before the name, one that is missing after it, and roles come last", async () => {
    const roleMapping = { defaultRole: unique("absent") };
    const attempt = async (body: unknown) => outcome(await client().call("CreateAuthDomain", { body }));
    expect(await attempt({ name: "-", config: { kind: "ldap" }, roleMapping })).toBe("400 auth_domain_invalid_config");
    expect(await attempt({ name: "-", config: { kind: "oidc", spec: {} }, roleMapping })).toBe("400 invalid_input");
    expect(await attempt({ name: "-", roleMapping })).toBe("400 auth_domain_invalid_name");
    expect(await attempt({ name: domainName(), roleMapping })).toBe("400 auth_domain_invalid_config");
    expect(await attempt({ name: domainName(), config: oidc, roleMapping })).toBe("400 role_not_found");
  });

  it("of SAML has a relay state, its id written with colons", async () => {
    const id = await create(client(), { config: saml });
    const { relayStatePath } = (await read(client(), id)).authNProviderInfo;
    expect(relayStatePath).toBe(`login?domain_id=${id.replaceAll("-", ":")}`);
    const other = await read(client(), await create(client()));
    expect(other.authNProviderInfo.relayStatePath).toBeNull();
  });

  it.each(unusable)("fails with $name: $code", async ({ config, code }) => {
    const body = { name: domainName(), config };
    expect(outcome(await client().call("CreateAuthDomain", { body }))).toBe(`400 ${code}`);
    const params = { id: await create(client()) };
    expect(outcome(await client().call("UpdateAuthDomain", { params, body }))).toBe(`400 ${code}`);
  });

  it.each(["", "-x.example", "a..b", "a b.example", "x".repeat(64), "a\r\nb"])("fails on the name %j", async (name) => {
    const body = { name, config: oidc };
    expect(outcome(await client().call("CreateAuthDomain", { body }))).toBe("400 auth_domain_invalid_name");
  });

  it("is listed, replaced but for its name, and deleted, also when it is gone", async () => {
    const name = domainName();
    const id = await create(client(), { name, roleMapping: { defaultRole: "signoz-editor" } });
    expect(outcome(await client().call("CreateAuthDomain", { body: { name, config: oidc } }))).toBe(
      "409 auth_domain_already_exists",
    );
    const listed = await client().data(z.array(authDomain), "ListAuthDomains");
    expect(listed.find((domain) => domain.id === id)?.name).toBe(name);
    const body = { name: domainName(), enabled: true, config: saml };
    expect(outcome(await client().call("UpdateAuthDomain", { params: { id }, body }))).toBe("204");
    expect(await read(client(), id)).toMatchObject({
      name,
      enabled: true,
      config: { kind: "saml" },
      roleMapping: null,
    });
    for (const params of [{ id }, { id }, { id: nobody }]) {
      expect(outcome(await client().call("DeleteAuthDomain", { params }))).toBe("204");
    }
    const gone = "404 auth_domain_not_found";
    expect(outcome(await client().call("GetAuthDomain", { params: { id } }))).toBe(gone);
    expect(outcome(await client().call("UpdateAuthDomain", { params: { id }, body }))).toBe(gone);
    for (const operationId of ["GetAuthDomain", "DeleteAuthDomain", "UpdateAuthDomain"]) {
      const answer = await client().call(operationId, { params: { id: id.toUpperCase() }, body });
      expect(outcome(answer)).toBe("400 invalid_selector");
    }
  });
}

function mappingCases(client: () => Client): void {
  it("takes custom roles, and the names of former times in any capitals", async () => {
    const { name } = await readRole(client(), await createRole(client()));
    const roleMapping = { defaultRole: "Viewer", groupMappings: { ops: "ADMIN", dev: "editor", team: name } };
    const id = await create(client(), { roleMapping });
    expect((await read(client(), id)).roleMapping).toEqual({
      defaultRole: "signoz-viewer",
      groupMappings: { ops: "signoz-admin", dev: "signoz-editor", team: name },
      useRoleAttribute: false,
    });
  });

  it("fails on what is no role's name, and on a role that is not there", async () => {
    const attempt = async (roleMapping: unknown) => {
      const answer = await client().call("CreateAuthDomain", {
        body: { name: domainName(), config: oidc, roleMapping },
      });
      return outcome(answer);
    };
    expect(await attempt({ defaultRole: "Tier 2" })).toBe("400 invalid_selector");
    expect(await attempt({ groupMappings: { ops: "tier2" } })).toBe("400 invalid_selector");
    expect(await attempt({ groupMappings: { ops: unique("absent") } })).toBe("400 role_not_found");
    expect(await attempt({ groupMappings: ["ops"] })).toBe("400 invalid_input");
    const params = { id: await create(client()) };
    const body = { config: oidc, roleMapping: { defaultRole: unique("absent") } };
    expect(outcome(await client().call("UpdateAuthDomain", { params, body }))).toBe("400 role_not_found");
  });

  it("keeps its roles from being deleted, and names the domains", async () => {
    const role = await createRole(client());
    const { name } = await readRole(client(), role);
    const domain = domainName();
    const id = await create(client(), { name: domain, roleMapping: { groupMappings: { ops: name } } });
    const answer = await client().call("DeleteRole", { params: { id: role } });
    expect(outcome(answer)).toBe("400 role_has_auth_domain_mappings");
    expect(JSON.stringify(answer.body ?? answer)).toContain(domain);
    await client().call("DeleteAuthDomain", { params: { id } });
    expect(outcome(await client().call("DeleteRole", { params: { id: role } }))).toBe("204");
  });
}

const mayWrite = [
  group("create", "metaresource/auth-domain", "*"),
  group("update", "metaresource/auth-domain", "*"),
  group("attach", "metaresource/auth-domain", "*"),
  group("detach", "metaresource/auth-domain", "*"),
];

function permissionCases(client: () => Client): void {
  const attach = async (...roles: readonly string[]): Promise<string> => {
    const groups = roles.map((name) => group("attach", "role", name));
    return (await holderOf(client(), await createRole(client(), [...mayWrite, ...groups]))).secret;
  };
  const attempt = async (key: string, roleMapping?: unknown) =>
    outcome(await client().call("CreateAuthDomain", { key, body: { name: domainName(), config: oidc, roleMapping } }));

  it("needs every role that the mapping could give: without one, the viewer's", async () => {
    const key = await attach("signoz-viewer");
    expect(await attempt(key)).toBe("201");
    expect(await attempt(key, { defaultRole: "VIEWER" })).toBe("201");
    expect(await attempt(key, { defaultRole: "signoz-editor" })).toBe("403 authz_forbidden");
    expect(await attempt(key, { groupMappings: { ops: "ADMIN" } })).toBe("403 authz_forbidden");
    expect(await attempt(key, { useRoleAttribute: true, defaultRole: "signoz-viewer" })).toBe("403 authz_forbidden");
  });

  it("counts the viewer's role beside the mapped ones where no default is set", async () => {
    const key = await attach("signoz-editor");
    expect(await attempt(key, { groupMappings: { ops: "EDITOR" } })).toBe("403 authz_forbidden");
    expect(await attempt(key, { groupMappings: { ops: "EDITOR" }, defaultRole: "EDITOR" })).toBe("201");
    expect(await attempt(await attach("*"), { useRoleAttribute: true })).toBe("201");
  });

  it("of an update needs to detach what is stored as well", async () => {
    const id = await create(client(), { roleMapping: { defaultRole: "signoz-editor" } });
    const change = async (key: string) => {
      const body = { config: oidc, roleMapping: { defaultRole: "signoz-viewer" } };
      return outcome(await client().call("UpdateAuthDomain", { params: { id }, body, key }));
    };
    expect(await change(await attach("signoz-viewer"))).toBe("403 authz_forbidden");
    const groups = [...mayWrite, group("attach", "role", "signoz-viewer"), group("detach", "role", "signoz-editor")];
    expect(await change((await holderOf(client(), await createRole(client(), groups))).secret)).toBe("204");
  });

  it("to write a domain comes before the mapping's names, they before the right on the role, and its existence last", async () => {
    const { secret: powerless } = await holderOf(client());
    const writer = await attach();
    const change = async (key: string) =>
      outcome(await client().call("UpdateAuthDomain", { params: { id: nobody }, body: {}, key }));
    expect(await attempt(powerless, { defaultRole: "Tier 2" })).toBe("403 authz_forbidden");
    expect(await attempt(writer, { defaultRole: "Tier 2" })).toBe("400 invalid_selector");
    expect(await attempt(writer, { defaultRole: unique("absent") })).toBe("403 authz_forbidden");
    expect(await change(powerless)).toBe("403 authz_forbidden");
    expect(await change(writer)).toBe("403 authz_forbidden");
    expect(await change(await attach("signoz-viewer"))).toBe("404 auth_domain_not_found");
  });
}

function contextCases(client: () => Client): void {
  let name: string;
  beforeAll(async () => {
    name = domainName();
    await create(client(), { name, enabled: true });
  });

  it("is what people of the domain sign in through", async () => {
    const query = { email: `ada@${name}`, ref: "https://signoz.latchkey.example" };
    const { body } = await client().call("GetSessionContext", { query, key: null });
    expect(body).toMatchObject({
      data: { exists: false, orgs: [{ authNSupport: { callback: [{ provider: "oidc" }], password: [] } }] },
    });
  });
}

function authDomainCases(client: () => Client, isMock: boolean): void {
  describe("a config", () => configCases(client));
  describe("a mapping", () => mappingCases(client));
  describe("a permission", () => permissionCases(client));
  // An enabled domain would change how a real instance's people sign in.
  describe.runIf(isMock)("an enabled domain", () => contextCases(client));
}

export const cases: ContractCases<Client> = { title: "auth domains", run: authDomainCases };
