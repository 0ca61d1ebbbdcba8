import { afterEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { created } from "#vendors/signoz/wire/common.ts";
import { resetPasswordToken, user, userWithRoles } from "#vendors/signoz/wire/member.ts";
import { role } from "#vendors/signoz/wire/role.ts";
import type { ContractCases } from "../cases.ts";
import { type Client, outcome, unique } from "./client.ts";
import {
  adminPerson,
  bearing,
  createRole,
  goodPassword,
  invite,
  logIn,
  nobody,
  orgId,
  personOf,
  resetToken,
  roleId,
  rootId,
} from "./fixtures.ts";

const hour = 3_600_000;
const zero = "00000000-0000-0000-0000-000000000000";

async function read(client: Client, id: string): Promise<z.output<typeof userWithRoles>> {
  return client.data(userWithRoles, "GetUser", { params: { id } });
}

async function removeAs(client: Client, token: string, id: string): Promise<string> {
  return outcome(await client.call("DeleteUser", { params: { id }, ...bearing(token) }));
}

function invitationCases(client: () => Client): void {
  const attempt = async (body: unknown) => outcome(await client().call("CreateUser", { body }));

  it("makes a pending user with its roles, its e-mail trimmed and in lower case", async () => {
    const viewer = await roleId(client(), "signoz-viewer");
    const email = `${unique("Mixed")}@Latchkey.Example`;
    const body = { email: `  ${email} `, displayName: "Ada", userRoles: [{ id: viewer }] };
    const { id } = await client().data(created, "CreateUser", { body });
    const wanted = { email: email.toLowerCase(), displayName: "Ada", status: "pending_invite", isRoot: false };
    const seen = await read(client(), id);
    expect(seen).toMatchObject({
      ...wanted,
      userRoles: [{ userId: id, roleId: viewer, role: { name: "signoz-viewer" } }],
    });
    expect(await client().data(z.array(role), "GetRolesByUserID", { params: { id } })).toHaveLength(1);
    const listed = await client().data(z.array(user), "ListUsers");
    expect(listed.find((one) => one.id === id)).toMatchObject(wanted);
  });

  it("takes custom roles, and shows them at the role", async () => {
    const custom = await createRole(client());
    const { id } = await invite(client(), custom);
    const holders = await client().data(z.array(user), "GetUsersByRoleID", { params: { id: custom } });
    expect(holders.map((holder) => holder.id)).toEqual([id]);
    expect(await client().data(z.array(user), "GetUsersByRoleID", { params: { id: nobody } })).toEqual([]);
  });

  it("fails on a taken e-mail, that of a pending user included", async () => {
    const { email } = await invite(client());
    expect(await attempt({ email: email.toUpperCase() })).toBe("409 user_already_exists");
  });

  it("takes the e-mail of a deleted user for somebody new", async () => {
    const admin = await adminPerson(client());
    const { id, email } = await invite(client());
    expect(await removeAs(client(), admin.accessToken, id)).toBe("204");
    const again = await client().data(created, "CreateUser", { body: { email } });
    expect(again.id).not.toBe(id);
    expect(await read(client(), id)).toMatchObject({ status: "deleted", userRoles: [] });
  });

  it("fails on roles that are not there, are named twice or have no id", async () => {
    const viewer = { id: await roleId(client(), "signoz-viewer") };
    const email = `${unique("x")}@latchkey.example`;
    expect(await attempt({ email, userRoles: [{ id: nobody }] })).toBe("400 role_not_found");
    expect(await attempt({ email, userRoles: [viewer, viewer] })).toBe("400 role_not_found");
    expect(await attempt({ email, userRoles: [{ id: "viewer" }] })).toBe("400 invalid_valuer");
    expect(await attempt({ email, userRoles: [{ id: "" }] })).toBe("400 invalid_valuer");
    expect(await attempt({ email, userRoles: [{}] })).toBe("400 user_role_invalid_input");
    expect(await attempt({ email, userRoles: [null] })).toBe("400 user_role_invalid_input");
    expect(await attempt({ userRoles: [viewer] })).toBe("400 invalid_input");
    expect(await attempt({ email, userRoles: [{ id: zero }] })).toBe("400 user_role_invalid_input");
  });

  it.each([
    "",
    "somebody",
    "@c.example",
    "a@localhost",
    "a@c.3xample7",
    "a b@c.example",
    "a@b@c.example",
    "a..b@c.example",
    "a\r\nx-evil: 1@c.example",
    "a\u0000@c.example",
    `${"a.".repeat(2_000)}@${"b.".repeat(2_000)}`,
  ])("fails on the e-mail %j", async (email) => {
    expect(await attempt({ email })).toBe("400 invalid_valuer");
  });
}

function activationCases(client: () => Client, isMock: boolean): void {
  const verify = async (token: string) =>
    outcome(await client().call("VerifyResetPasswordToken", { body: { token }, key: null }));
  const reset = async (token: string, password = goodPassword) =>
    outcome(await client().call("ResetPassword", { body: { token, password }, key: null }));
  afterEach(() => client().target.clock?.reset());

  it("sets a password once and makes the user active, with the roles of the invitation", async () => {
    const { id, email } = await invite(client(), await roleId(client(), "signoz-admin"));
    const made = await resetToken(client(), id);
    expect(await resetToken(client(), id)).toEqual(made);
    expect(await client().data(resetPasswordToken, "GetResetPasswordToken", { params: { id } })).toEqual(made);
    expect(await verify(made.token)).toBe("204");
    expect(await reset(made.token, "short")).toBe("400 invalid_password");
    expect(await reset(made.token)).toBe("204");
    expect(await reset(made.token)).toBe("404 reset_password_token_not_found");
    expect(await verify(made.token)).toBe("404 reset_password_token_not_found");
    expect(await read(client(), id)).toMatchObject({ status: "active" });
    const { accessToken } = await logIn(client(), email);
    expect(outcome(await client().call("ListUsers", bearing(accessToken)))).toBe("200");
    expect(outcome(await client().call("GetResetPasswordToken", { params: { id } }))).toBe(
      "404 reset_password_token_not_found",
    );
  });

  it.each(["", "nonsense"])("fails on the token %j, after the new password", async (token) => {
    expect(await verify(token)).toBe("404 reset_password_token_not_found");
    expect(await reset(token)).toBe("404 reset_password_token_not_found");
    expect(await reset(token, "short")).toBe("400 invalid_password");
  });

  it.each(["Kestrel-over-4-fjörds", "Ørn-over-4-fjords", "Aa1!Aa1!Éé"])("takes the password %j", async (password) => {
    const { id, email } = await invite(client());
    expect(await reset((await resetToken(client(), id)).token, password)).toBe("204");
    await logIn(client(), email, password);
  });

  it("fails without a name for it on a password of more than 72 bytes", async () => {
    const { id } = await invite(client());
    const { token } = await resetToken(client(), id);
    expect(await reset(token, `${goodPassword}${"é".repeat(36)}`)).toBe("500 unknown");
    expect(await reset(token)).toBe("204");
  });

  it.each([
    "Aa1!Aa1!Aa1",
    "kestrel-over-4-fjords",
    "KESTREL-OVER-4-FJORDS",
    "Kestrel-over-my-fjords",
    "KestrelOver4Fjords",
    "Kestrel over-4-fjords",
    "Kestrel-over-4-fjords☃",
  ])("fails on the password %j", async (password) => {
    const { id } = await invite(client());
    expect(await reset((await resetToken(client(), id)).token, password)).toBe("400 invalid_password");
  });

  it.runIf(isMock)("fails on an invitation of two days ago, and on a reset of six hours ago", async () => {
    const invited = await invite(client());
    const first = await resetToken(client(), invited.id);
    client().target.clock?.advance(47 * hour);
    expect(await verify(first.token)).toBe("204");
    client().target.clock?.advance(2 * hour);
    expect(await verify(first.token)).toBe("401 reset_password_token_expired");
    expect(await reset(first.token)).toBe("401 reset_password_token_expired");
    const second = await resetToken(client(), invited.id);
    expect(second.token).not.toBe(first.token);
    expect(await reset(second.token)).toBe("204");
    const third = await resetToken(client(), invited.id);
    client().target.clock?.advance(7 * hour);
    expect(await verify(third.token)).toBe("401 reset_password_token_expired");
  });

  it("may be asked for by anybody only where that is enabled", async () => {
    const body = { orgId: await orgId(client()), email: "somebody@latchkey.example" };
    expect(outcome(await client().call("ForgotPassword", { body, key: null }))).toBe("501 unsupported");
    const malformed = { ...body, email: "somebody" };
    expect(outcome(await client().call("ForgotPassword", { body: malformed, key: null }))).toBe("400 invalid_valuer");
  });
}

function changeCases(client: () => Client): void {
  const rename = async (id: string, body: unknown, as = {}) =>
    outcome(await client().call("UpdateUser", { params: { id }, body, ...as }));

  it("changes the display name, and an empty one changes nothing", async () => {
    const { id } = await invite(client());
    expect(await rename(id, { displayName: "Grace" })).toBe("204");
    expect(await rename(id, { displayName: "" })).toBe("204");
    expect(await rename(id, {})).toBe("204");
    expect((await read(client(), id)).displayName).toBe("Grace");
  });

  it("fails on oneself, the root user, a deleted user and nobody", async () => {
    const admin = await adminPerson(client());
    const { id } = await invite(client());
    await removeAs(client(), admin.accessToken, id);
    const body = { displayName: "Grace" };
    expect(await rename(admin.id, body, bearing(admin.accessToken))).toBe("400 invalid_input");
    expect(await rename(await rootId(client()), body)).toBe("501 root_user_operation_unsupported");
    expect(await rename(id, body)).toBe("501 user_status_deleted");
    expect(await rename(nobody, body)).toBe("404 user_not_found");
    expect(await rename("x", body)).toBe("500 fatal");
  });

  it("fails on ids that are none: where the parse is not guarded, with a panic", async () => {
    const asked = async (operationId: string, id: string) =>
      outcome(await client().call(operationId, { params: { id } }));
    expect(await asked("GetUser", "x")).toBe("500 fatal");
    expect(await asked("GetUsersByRoleID", "x")).toBe("500 fatal");
    expect(await asked("GetRolesByUserID", "x")).toBe("500 fatal");
    expect(await asked("GetRolesByUserID", nobody)).toBe("404 user_not_found");
    for (const operationId of ["GetResetPasswordToken", "CreateResetPasswordToken"]) {
      expect(await asked(operationId, "x")).toBe("400 invalid_valuer");
      expect(await asked(operationId, nobody)).toBe("404 user_not_found");
    }
    expect(await asked("GetUser", nobody)).toBe("404 user_not_found");
  });

  it("of a password: not the root user's, nor a deleted user's", async () => {
    const admin = await adminPerson(client());
    const { id } = await invite(client());
    await removeAs(client(), admin.accessToken, id);
    const asked = async (of: string) =>
      outcome(await client().call("CreateResetPasswordToken", { params: { id: of } }));
    expect(await asked(id)).toBe("403 forbidden");
    expect(await asked(await rootId(client()))).toBe("501 root_user_operation_unsupported");
  });
}

function deletionCases(client: () => Client): void {
  it("keeps the row and whoever is signed in, takes the roles, and works once", async () => {
    const admin = await adminPerson(client());
    const person = await personOf(client(), await roleId(client(), "signoz-viewer"));
    expect(await removeAs(client(), admin.accessToken, person.id)).toBe("204");
    expect(await read(client(), person.id)).toMatchObject({ status: "deleted", userRoles: [] });
    const as = bearing(person.accessToken);
    expect(await client().data(userWithRoles, "GetMyUser", as)).toMatchObject({ status: "deleted", userRoles: [] });
    expect(outcome(await client().call("ListDashboards", as))).toBe("403 authz_forbidden");
    expect(outcome(await client().call("UpdateMyUserV2", { ...as, body: {} }))).toBe("501 user_status_deleted");
    const passwords = { oldPassword: goodPassword, newPassword: goodPassword };
    expect(outcome(await client().call("UpdateMyPassword", { ...as, body: passwords }))).toBe(
      "501 user_status_deleted",
    );
    const body = { email: person.email, password: goodPassword, orgId: await orgId(client()) };
    expect(outcome(await client().call("CreateSessionByEmailPassword", { body }))).toBe("404 user_not_found");
    expect(await removeAs(client(), admin.accessToken, person.id)).toBe("501 user_status_deleted");
  });

  it("fails on oneself, the root user and nobody", async () => {
    const admin = await adminPerson(client());
    expect(await removeAs(client(), admin.accessToken, admin.id)).toBe("403 forbidden");
    expect(await removeAs(client(), admin.accessToken, await rootId(client()))).toBe(
      "501 root_user_operation_unsupported",
    );
    expect(await removeAs(client(), admin.accessToken, nobody)).toBe("404 user_not_found");
    expect(await removeAs(client(), admin.accessToken, "x")).toBe("500 fatal");
  });

  it("does nothing when a key asks for it: SigNoz/signoz issue 11513", async () => {
    const { id } = await invite(client());
    const asked = async (of: string) => outcome(await client().call("DeleteUser", { params: { id: of } }));
    expect(await asked(await rootId(client()))).toBe("501 root_user_operation_unsupported");
    const admin = await adminPerson(client());
    const deleted = await invite(client());
    await removeAs(client(), admin.accessToken, deleted.id);
    expect(await asked(deleted.id)).toBe("501 user_status_deleted");
    const absent = await client().call("DeleteUser", { params: { id: nobody } });
    expect(absent.message).toContain(nobody);
    const answer = await client().call("DeleteUser", { params: { id } });
    expect(outcome(answer)).toBe("404 user_not_found");
    expect(answer.message).not.toContain(id);
    expect(await read(client(), id)).toMatchObject({ status: "pending_invite" });
  });
}

function userCases(client: () => Client, isMock: boolean): void {
  describe("an invitation", () => invitationCases(client));
  describe("an activation", () => activationCases(client, isMock));
  describe("a change", () => changeCases(client));
  describe("a deletion", () => deletionCases(client));
}

export const cases: ContractCases<Client> = { title: "users", run: userCases };
