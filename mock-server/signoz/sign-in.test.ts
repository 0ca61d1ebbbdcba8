import { afterEach, describe, expect, it } from "vitest";
import { type MockApp, createMock } from "../app.ts";
import { ssoSession } from "../control/shapes.ts";

const oidc = { kind: "oidc", spec: { issuer: "https://idp", clientId: "x", clientSecret: "idp-secret" } };
const google = { kind: "google", spec: { clientId: "x", clientSecret: "idp-secret" } };
const email = "ada@latchkey.example";
const userId = "0198c0de-0000-7000-8000-0000000000d4";

type Mapping = Readonly<Record<string, unknown>>;

function world(roleMapping?: Mapping, rest: Readonly<Record<string, unknown>> = {}): unknown {
  const roles = [{ name: "on-call" }];
  return { roles, authDomains: [{ name: "latchkey.example", enabled: true, config: oidc, roleMapping }], ...rest };
}

let mock: MockApp;
afterEach(() => mock.close());

async function open(seed: unknown): Promise<void> {
  mock = await createMock({ seed: { signoz: seed } });
}

async function ask(
  person: Readonly<Record<string, unknown>>,
): Promise<{ readonly status: number; readonly body: unknown }> {
  const payload = JSON.stringify({ vendor: "signoz", email, groups: [], ...person });
  const response = await mock.app.inject({ method: "POST", url: "/_mock/sso-login", payload });
  return { status: response.statusCode, body: response.json() };
}

async function rolesOf(person: Readonly<Record<string, unknown>> = {}): Promise<readonly string[]> {
  return ssoSession.parse((await ask(person)).body).roles;
}

async function refusal(person: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const { status, body } = await ask(person);
  expect(status).toBe(400);
  return JSON.stringify(body);
}

const mapped = { groupMappings: { ops: "ADMIN", dev: "signoz-editor", night: "on-call" }, defaultRole: "on-call" };

const mappings: readonly {
  readonly name: string;
  readonly mapping?: Mapping;
  readonly person?: Readonly<Record<string, unknown>>;
  readonly want: readonly string[];
}[] = [
  { name: "no mapping: a viewer", want: ["signoz-viewer"] },
  {
    name: "every matching group",
    mapping: mapped,
    person: { groups: ["ops", "x", "night"] },
    want: ["on-call", "signoz-admin"],
  },
  { name: "no matching group: the default", mapping: mapped, person: { groups: ["x"] }, want: ["on-call"] },
  { name: "no default: a viewer", mapping: { groupMappings: { ops: "ADMIN" } }, want: ["signoz-viewer"] },
  {
    name: "the role attribute before groups",
    mapping: { ...mapped, useRoleAttribute: true },
    person: { groups: ["ops"], role: "on-call" },
    want: ["on-call"],
  },
  {
    name: "the role attribute by its old name",
    mapping: { useRoleAttribute: true },
    person: { role: "editor" },
    want: ["signoz-editor"],
  },
  {
    name: "groups where the attribute names no role",
    mapping: { ...mapped, useRoleAttribute: true },
    person: { groups: ["ops"], role: "captain" },
    want: ["signoz-admin"],
  },
  {
    name: "no attribute where it is not used",
    mapping: mapped,
    person: { groups: ["ops"], role: "on-call" },
    want: ["signoz-admin"],
  },
];

describe("POST /_mock/sso-login", () => {
  it.each(mappings)("gives $want: $name", async ({ mapping, person = {}, want }) => {
    await open(world(mapping));
    expect([...(await rolesOf(person))].sort()).toEqual(want);
  });

  it("answers what to send to act as that person", async () => {
    await open(world(mapped));
    const made = ssoSession.parse((await ask({ groups: ["ops"], name: "Ada" })).body);
    expect(made.isFirst).toBe(true);
    const me = await mock.app.inject({ url: "/signoz/api/v2/users/me", headers: made.headers });
    expect(me.json()).toMatchObject({ data: { email, displayName: "Ada", status: "active" } });
    expect(made.principal).toBe(`user/${me.json<{ data: { id: string } }>().data.id}`);
    expect(made.session).toMatchObject({ tokenType: "bearer", expiresIn: 1_799 });
    const users = await mock.app.inject({ url: "/signoz/api/v2/users", headers: made.headers });
    expect(users.statusCode).toBe(200);
    expect(JSON.stringify(mock.journal.entries())).not.toContain(String(made.session["accessToken"]));
  });

  it("leaves somebody active with the roles of before", async () => {
    await open(world(mapped, { users: [{ id: userId, email, roles: ["signoz-viewer"] }] }));
    const { body } = await ask({ groups: ["ops"] });
    expect(body).toMatchObject({ principal: `user/${userId}`, isFirst: false, roles: ["signoz-viewer"] });
  });

  it("replaces what an invitation promised, and makes the person active", async () => {
    const users = [{ id: userId, email, status: "pending_invite", roles: ["signoz-admin"] }];
    await open(world(mapped, { users }));
    const { body } = await ask({ groups: ["dev"] });
    expect(body).toMatchObject({ principal: `user/${userId}`, isFirst: true, roles: ["signoz-editor"] });
    expect(await rolesOf({ groups: ["ops"] })).toEqual(["signoz-editor"]);
  });

  it("makes somebody new of who was deleted", async () => {
    await open(world(mapped, { users: [{ id: userId, email, status: "deleted" }] }));
    const made = ssoSession.parse((await ask({ groups: ["ops"] })).body);
    expect(made).toMatchObject({ isFirst: true, roles: ["signoz-admin"] });
    expect(made.principal).not.toBe(`user/${userId}`);
  });

  it("takes groups of google only where they are fetched and allowed", async () => {
    const fetched = {
      ...google.spec,
      fetchGroups: true,
      serviceAccountJson: "{}",
      domainToAdminEmail: { "*": "a@b" },
      allowedGroups: ["dev"],
    };
    await open(world(mapped, { authDomains: [domain({ config: google, roleMapping: mapped })] }));
    expect(await rolesOf({ groups: ["ops"] })).toEqual(["on-call"]);
    await mock.close();
    await open(
      world(mapped, { authDomains: [domain({ config: { kind: "google", spec: fetched }, roleMapping: mapped })] }),
    );
    expect(await refusal({ groups: ["ops"] })).toContain("ops");
    // A group that is not allowed maps to nothing.
    expect(await rolesOf({ groups: ["ops", "dev"] })).toEqual(["signoz-editor"]);
  });

  it("keeps the reset token of an invitation", async () => {
    await open(world(mapped, { users: [{ id: userId, email, status: "pending_invite" }] }));
    await ask({ groups: ["ops"] });
    expect((await mock.world.snapshot())["signoz/reset-password-tokens"]).toHaveLength(1);
  });

  function domain(rest: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
    return { name: "latchkey.example", enabled: true, ...rest };
  }

  const refused: readonly { readonly name: string; readonly seed: unknown; readonly says: string }[] = [
    { name: "a domain that nobody set up", seed: {}, says: "latchkey.example" },
    {
      name: "a domain that is off",
      seed: { authDomains: [domain({ enabled: false, config: oidc })] },
      says: "enabled",
    },
    { name: "no license", seed: world(mapped, { licensed: false }), says: "license" },
    { name: "the community edition", seed: world(undefined, { edition: "community", roles: [] }), says: "community" },
    { name: "the root user", seed: world(mapped, { root: { email } }), says: "root" },
  ];

  it.each(refused)("fails on $name", async ({ seed, says }) => {
    await open(seed);
    expect(await refusal()).toContain(says);
  });

  it("fails on a vendor that is not there, and on what is no such request", async () => {
    await open({});
    expect(await refusal({ vendor: "acme" })).toContain("acme");
    expect(await refusal({ groups: "ops" })).toContain("groups");
    expect(await refusal({ colour: "red" })).toContain("colour");
  });

  it("says of a vendor without single sign-on that it has none", async () => {
    const none = {
      name: "plain",
      seed: ssoSession,
      routes: [],
      open: () => ({
        routes: [],
        prepare: async () => "token",
        seed: async () => {},
        unmatched: () => ({ status: 404, contentType: "text/plain", text: "", principal: null }),
      }),
    };
    mock = await createMock({ vendors: [none] });
    expect(await refusal({ vendor: "plain" })).toContain("no single sign-on");
  });

  it("survives a snapshot, and shows other machines none of its secrets", async () => {
    await open(world(mapped, { users: [{ id: userId, email, status: "pending_invite" }] }));
    const made = ssoSession.parse((await ask({ groups: ["ops"] })).body);
    const url = "/_mock/snapshot";
    const kept = await mock.app.inject({ url });
    await mock.app.inject({ method: "POST", url: "/_mock/reset" });
    const me = () => mock.app.inject({ url: "/signoz/api/v2/users/me", headers: made.headers });
    expect((await me()).statusCode).toBe(401);
    await mock.app.inject({ method: "PUT", url, payload: kept.body });
    expect((await me()).statusCode).toBe(200);
    await mock.close();
    const token = "control-token-of-this-test";
    mock = await createMock({ seed: { signoz: world(mapped) }, controlToken: token });
    const { session } = ssoSession.parse((await ask({ groups: ["ops"] })).body);
    const headers = { authorization: `Bearer ${token}` };
    const shown = await mock.app.inject({ url, headers, remoteAddress: "192.0.2.7" });
    expect(shown.statusCode).toBe(200);
    for (const secret of ["idp-secret", session["accessToken"], session["refreshToken"]]) {
      expect(shown.body).not.toContain(String(secret));
    }
  });
});
