import { describe, expect, it } from "vitest";
import { z } from "zod";
import { listedRole, role } from "#vendors/signoz/wire/role.ts";
import { resetPasswordToken, user, userWithRoles } from "#vendors/signoz/wire/member.ts";
import type { ContractCases } from "../cases.ts";
import { type Client, outcome } from "./client.ts";
import {
  assign,
  bearing,
  createAccount,
  createRole,
  goodPassword,
  group,
  holderOf,
  logIn,
  nobody,
  readAccount,
  roleId,
  rootId,
} from "./fixtures.ts";

const groups = [group("read", "metaresource/rule", "*")];

function writing(client: Client): (operationId: string, id: string, body?: unknown) => Promise<string> {
  return async (operationId, id, body) => outcome(await client.call(operationId, { params: { id }, body }));
}

interface Edition {
  readonly name: string;
  readonly seed: Readonly<Record<string, unknown>>;
  readonly roleWrite: string;
  readonly managedDeletion: string;
  readonly license: string;
  readonly saml: string;
}

const custom = "0198c0de-0000-7000-8000-0000000000a1";

const editions: readonly Edition[] = [
  {
    name: "community",
    seed: { edition: "community" },
    roleWrite: "501 role_unsupported",
    managedDeletion: "501 role_unsupported",
    license: "501 licensing_unsupported",
    saml: "not_found",
  },
  {
    name: "enterprise without a license",
    seed: { licensed: false },
    roleWrite: "451 license_unavailable",
    managedDeletion: "451 license_unavailable",
    license: "404 not_found",
    saml: "license_unavailable",
  },
];

function editionRowCases(client: () => Client): void {
  it.each(editions)("$name: roles cannot be written", async ({ seed, roleWrite, managedDeletion, license }) => {
    const other = await client().variant({
      ...seed,
      roles: [{ id: custom, name: "on-call", transactionGroups: groups }],
    });
    expect(outcome(await other.call("CreateRole", { body: { name: "release" } }))).toBe(roleWrite);
    expect(outcome(await other.call("CreateRole", { body: { name: "Release" } }))).toBe("400 role_invalid_input");
    const body = { description: "", transactionGroups: [] };
    expect(await writing(other)("UpdateRole", custom, body)).toBe(roleWrite);
    expect(await writing(other)("DeleteRole", custom)).toBe(roleWrite);
    const managed = await roleId(other, "signoz-viewer");
    expect(await writing(other)("UpdateRole", managed, body)).toBe("400 role_invalid_input");
    expect(await writing(other)("DeleteRole", managed)).toBe(managedDeletion);
    expect(outcome(await other.call("GetActiveLicense"))).toBe(license);
    for (const operationId of ["CreateSessionByOIDCCallback", "CreateSessionBySAMLCallback"]) {
      expect(outcome(await other.call(operationId))).toBe("303");
    }
    expect(outcome(await other.call("CreateSessionByGoogleCallback"))).toBe("303");
    // What is there keeps being there.
    expect(await other.data(role, "GetRole", { params: { id: custom } })).toMatchObject({ transactionGroups: groups });
    expect((await readAccount(other, await createAccount(other))).status).toBe("active");
  });
}

function callbackCases(client: () => Client): void {
  it.each(editions)("$name: a callback goes back to the log-in, with why", async ({ seed, saml }) => {
    const other = await client().variant(seed);
    const askings = [
      ["GET", "google", "invalid_input"],
      ["GET", "oidc", saml],
      ["POST", "saml", saml],
    ] as const;
    for (const [method, kind, code] of askings) {
      const answer = await fetch(`${other.target.url}/api/v1/complete/${kind}`, { method, redirect: "manual" });
      expect(answer.headers.get("location"), kind).toBe(`/login?callbackauthnerr=true&code=${code}`);
    }
  });
}

function registrationCases(client: () => Client): void {
  it("makes the root user once, who can log in", async () => {
    const other = await client().variant({ root: null });
    expect((await other.call("GetVersion")).body).toMatchObject({ setupCompleted: false });
    const email = "first@latchkey.example";
    const body = { name: "First", email, password: goodPassword, orgName: "fjord", orgDisplayName: "Fjord" };
    expect(outcome(await other.call("Register", { body: { ...body, password: "x" } }))).toBe("400 invalid_password");
    expect(outcome(await other.call("Register", { body: { ...body, email: "x" } }))).toBe("400 invalid_valuer");
    const long = `${goodPassword}${"x".repeat(72)}`;
    expect(outcome(await other.call("Register", { body: { ...body, password: long } }))).toBe("500 unknown");
    const root = await other.data(user, "Register", { body, key: null });
    expect(root).toMatchObject({ email, displayName: "First", isRoot: true, status: "active" });
    expect(outcome(await other.call("Register", { body }))).toBe("400 invalid_input");
    const { accessToken } = await logIn(other, email);
    const me = await other.data(userWithRoles, "GetMyUser", bearing(accessToken));
    expect(me.userRoles.map(({ role: { name } }) => name)).toEqual(["signoz-admin"]);
    expect((await other.call("GetMyOrganization")).body).toMatchObject({
      data: { name: "fjord", displayName: "Fjord" },
    });
    expect((await other.call("GetVersion")).body).toMatchObject({ setupCompleted: true });
    const root501 = "501 root_user_operation_unsupported";
    const as = bearing(accessToken);
    expect(outcome(await other.call("UpdateMyUserV2", { ...as, body: { displayName: "x" } }))).toBe(root501);
    const passwords = { oldPassword: goodPassword, newPassword: goodPassword };
    expect(outcome(await other.call("UpdateMyPassword", { ...as, body: passwords }))).toBe(root501);
    expect(outcome(await other.call("DeleteUser", { ...as, params: { id: root.id } }))).toBe(root501);
    // Whoever asks for a change of their own at the administrators' routes is told so first.
    const renamed = { ...as, params: { id: root.id }, body: { displayName: "x" } };
    expect(outcome(await other.call("UpdateUser", renamed))).toBe("400 invalid_input");
  });
}

function settingCases(client: () => Client): void {
  it("without the known defects a key deletes users", async () => {
    const users = [{ id: nobody, email: "ada@latchkey.example" }];
    const other = await client().variant({ knownDefects: false, users });
    expect(await writing(other)("DeleteUser", nobody)).toBe("204");
    expect(await other.data(userWithRoles, "GetUser", { params: { id: nobody } })).toMatchObject({ status: "deleted" });
  });

  it("with self-reset anybody may ask, and only who is there gets a token", async () => {
    const users = [{ id: nobody, email: "ada@latchkey.example", password: goodPassword }];
    const other = await client().variant({ passwordSelfReset: true, users });
    const { id: organization } = await other.data(listedRole.pick({ id: true }), "GetMyOrganization");
    const ask = async (rest: Readonly<Record<string, unknown>>) => {
      const body = { orgId: organization, email: "ada@latchkey.example", ...rest };
      return outcome(await other.call("ForgotPassword", { body, key: null }));
    };
    const token = () => writing(other)("GetResetPasswordToken", nobody);
    expect(await ask({ email: "grace@latchkey.example" })).toBe("204");
    expect(await ask({ orgId: nobody })).toBe("204");
    expect(await token()).toBe("404 reset_password_token_not_found");
    expect(await ask({})).toBe("204");
    expect(await token()).toBe("200");
    expect(await ask({ orgId: "x" })).toBe("400 invalid_valuer");
    expect(await ask({ email: "x" })).toBe("400 invalid_valuer");
    for (const missing of ["email", "orgId"]) expect(await ask({ [missing]: undefined }), missing).toBe("204");
    expect(await ask({ email: "root@mock.example" })).toBe("501 root_user_operation_unsupported");
  });

  it("with self-reset an invitation that has expired gets a new token", async () => {
    const users = [{ id: nobody, email: "ada@latchkey.example", status: "pending_invite" }];
    const other = await client().variant({ passwordSelfReset: true, users });
    const { id: organization } = await other.data(listedRole.pick({ id: true }), "GetMyOrganization");
    const token = async () =>
      (await other.data(resetPasswordToken, "GetResetPasswordToken", { params: { id: nobody } })).token;
    const ask = async () => {
      const body = { orgId: organization, email: "ada@latchkey.example" };
      return outcome(await other.call("ForgotPassword", { body, key: null }));
    };
    const first = await token();
    expect(await ask()).toBe("204");
    expect(await token()).toBe(first);
    other.target.clock?.advance(49 * 3_600_000);
    expect(await ask()).toBe("204");
    expect(await token()).not.toBe(first);
  });

  it("somebody without a password cannot log in with one, nor change it", async () => {
    const users = [{ email: "ada@latchkey.example" }];
    const config = { kind: "google", spec: { clientId: "x", clientSecret: "y" } };
    const other = await client().variant({ users, authDomains: [{ name: "latchkey.example", enabled: true, config }] });
    const { id } = await other.data(listedRole.pick({ id: true }), "GetMyOrganization");
    const body = { email: "ada@latchkey.example", password: goodPassword, orgId: id };
    expect(outcome(await other.call("CreateSessionByEmailPassword", { body }))).toBe("404 password_not_found");
    const signedIn = await fetch(new URL("/_mock/sso-login", other.target.url), {
      method: "POST",
      body: JSON.stringify({ vendor: "signoz", email: "ada@latchkey.example" }),
    });
    const { headers } = z.object({ headers: z.record(z.string(), z.string()) }).parse(await signedIn.json());
    const passwords = { oldPassword: "", newPassword: goodPassword };
    const answer = await other.call("UpdateMyPassword", { key: null, headers, body: passwords });
    expect(outcome(answer)).toBe("404 password_not_found");
  });

  it("impersonation makes every request the root user's", async () => {
    const other = await client().variant({ impersonation: true });
    const asked = { key: null, headers: { authorization: "Bearer nonsense" } };
    const { id } = await other.data(userWithRoles, "GetMyUser", asked);
    expect(id).toBe(await rootId(other));
    expect((await other.call("GetGlobalConfig")).body).toMatchObject({
      data: { identN: { tokenizer: { enabled: false }, impersonation: { enabled: true } } },
    });
  });
}

function versionCases(client: () => Client): void {
  it("v0.138.0 still has the nested role routes", async () => {
    const other = await client().variant({ version: "v0.138.0" });
    const id = await createAccount(other);
    const viewer = await roleId(other, "signoz-viewer");
    const give = (of: string, roleIdGiven: unknown) =>
      other.call("CreateServiceAccountRoleDeprecated", { params: { id: of }, body: { id: roleIdGiven } });
    const take = (of: string, rid: string) =>
      other.call("DeleteServiceAccountRoleDeprecated", { params: { id: of, rid } });
    expect(outcome(await give(id, viewer))).toBe("204");
    expect((await readAccount(other, id)).serviceAccountRoles).toHaveLength(1);
    expect(outcome(await take(id, viewer))).toBe("204");
    expect(outcome(await take(id, viewer))).toBe("404 service_account_role_not_found");
    expect((await readAccount(other, id)).serviceAccountRoles).toBeNull();
    for (const attempt of [give, take]) {
      expect(outcome(await attempt("x", viewer))).toBe("400 invalid_selector");
      expect(outcome(await attempt(id, "x"))).toBe("400 invalid_valuer");
      expect(outcome(await attempt(id, nobody))).toBe("404 role_not_found");
      expect(outcome(await attempt(nobody, viewer))).toBe("404 service_account_not_found");
    }
  });

  it("v0.138.0 gates auth domains on the assigned administrator, whose role has 145 permissions", async () => {
    const other = await client().variant({ version: "v0.138.0" });
    const { secret: key } = await holderOf(
      other,
      await createRole(other, [group("list", "metaresource/auth-domain", "*")]),
    );
    const { status, message } = await other.call("ListAuthDomains", { key });
    expect(status).toBe(403);
    expect(message).toContain("only admins");
    const admin = await other.data(role, "GetRole", { params: { id: await roleId(other, "signoz-admin") } });
    expect(admin.transactionGroups).toHaveLength(145);
    const config = { kind: "google", spec: { clientId: "x", clientSecret: "y" } };
    expect(outcome(await other.call("CreateAuthDomain", { body: { name: "a.example", config } }))).toBe("201");
  });

  it("main has none of the nested routes", async () => {
    const account = await createAccount(client());
    await assign(client(), account, await roleId(client(), "signoz-viewer"));
    const answer = await client().send("POST", `/api/v1/service_accounts/${account}/roles`, { body: {} });
    expect(answer.contentType).toMatch(/^text\/html/);
  });
}

function editionCases(client: () => Client): void {
  describe("roles and licenses", () => editionRowCases(client));
  describe("callbacks", () => callbackCases(client));
  describe("registration", () => registrationCases(client));
  describe("settings", () => settingCases(client));
  describe("versions", () => versionCases(client));
}

export const cases: ContractCases<Client> = { title: "editions and versions", needsMock: true, run: editionCases };
