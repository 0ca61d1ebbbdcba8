import { afterEach, describe, expect, it } from "vitest";
import { session } from "#vendors/signoz/wire/session.ts";
import { userWithRoles } from "#vendors/signoz/wire/member.ts";
import type { ContractCases } from "../cases.ts";
import { type Client, outcome } from "./client.ts";
import { bearing, goodPassword, invite, logIn, nobody, orgId, personOf } from "./fixtures.ts";

const minute = 60_000;

function logInCases(client: () => Client): void {
  const attempt = async (body: unknown) =>
    outcome(await client().call("CreateSessionByEmailPassword", { body, key: null }));

  it("answers a pair of tokens, each usable at once", async () => {
    const { id, email } = await personOf(client());
    const made = await logIn(client(), email.toUpperCase());
    expect(made).toMatchObject({ tokenType: "bearer", expiresIn: 1_799 });
    expect(made.accessToken.split(".")).toHaveLength(3);
    for (const authorization of [`Bearer ${made.accessToken}`, `bearer ${made.accessToken}`, made.accessToken]) {
      const as = { key: null, headers: { authorization } };
      expect(await client().data(userWithRoles, "GetMyUser", as)).toMatchObject({ id });
    }
    const headers = { "sec-websocket-protocol": made.accessToken };
    expect(outcome(await client().call("GetMyUser", { key: null, headers }))).toBe("200");
  });

  it("fails on another password, on nobody, on who is invited only, and elsewhere", async () => {
    const { email } = await personOf(client());
    const pending = await invite(client());
    const org = await orgId(client());
    const password = goodPassword;
    expect(await attempt({ email, password: "Another-5-ospreys", orgId: org })).toBe("401 incorrect_password");
    expect(await attempt({ email: "nobody@latchkey.example", password, orgId: org })).toBe("404 user_not_found");
    expect(await attempt({ email: pending.email, password, orgId: org })).toBe("404 user_not_found");
    expect(await attempt({ email, password, orgId: nobody })).toBe("404 user_not_found");
    expect(await attempt({ email, password, orgId: "x" })).toBe("400 invalid_valuer");
  });

  it("fails on what is missing or malformed", async () => {
    const { email } = await personOf(client());
    const whole = { email, password: goodPassword, orgId: await orgId(client()) };
    for (const member of ["email", "password", "orgId"]) {
      expect(await attempt({ ...whole, [member]: undefined }), member).toBe("400 invalid_input");
    }
    expect(await attempt({ ...whole, password: "" })).toBe("400 invalid_input");
    for (const wrong of ["", null, "somebody", "ada@localhost"]) {
      expect(await attempt({ ...whole, email: wrong }), String(wrong)).toBe("400 invalid_valuer");
    }
    expect(await attempt({ ...whole, orgId: "" })).toBe("400 invalid_valuer");
  });
}

function lifeCases(client: () => Client, isMock: boolean): void {
  const rotate = (refreshToken: string, authorization: string) =>
    client().call("RotateSession", { key: null, headers: { authorization }, body: { refreshToken } });
  afterEach(() => client().target.clock?.reset());

  it("goes on with a new pair, and the old one goes on too: nothing of it is stored", async () => {
    const { accessToken, refreshToken } = await personOf(client());
    const answer = await rotate(refreshToken, `Bearer ${accessToken}`);
    const next = session.parse(Object(answer.body).data);
    for (const token of [next.accessToken, accessToken]) {
      expect(outcome(await client().call("GetMyUser", bearing(token)))).toBe("200");
    }
    expect(outcome(await rotate(refreshToken, `Bearer ${accessToken}`))).toBe("200");
  });

  it("goes on with any token of the instance, beside any other", async () => {
    const one = await personOf(client());
    const other = await personOf(client());
    expect(outcome(await rotate(one.refreshToken, other.accessToken))).toBe("200");
    expect(outcome(await rotate(one.accessToken, "nonsense"))).toBe("200");
  });

  it("fails to go on without a token, and with what is none", async () => {
    const { accessToken, refreshToken } = await personOf(client());
    expect(outcome(await rotate("", accessToken))).toBe("400 invalid_input");
    expect(outcome(await rotate("nonsense", accessToken))).toBe("401 unauthenticated");
    const [header, claims, signature] = refreshToken.split(".");
    const forged = Buffer.from(JSON.stringify({ id: nobody, exp: 9_999_999_999 })).toString("base64url");
    for (const token of [`${header}.${forged}.${signature}`, `${header}.${claims}.`, `${refreshToken}.x`]) {
      expect(outcome(await rotate(token, accessToken))).toBe("401 unauthenticated");
      expect(outcome(await client().call("GetMyUser", bearing(token)))).toBe("401 unauthenticated");
    }
    const body = { refreshToken };
    expect(outcome(await client().call("RotateSession", { body, key: null }))).toBe("401 unauthenticated");
    expect(outcome(await client().call("RotateSession", { body: {}, key: null }))).toBe("400 invalid_input");
  });

  it("is not ended by a log-out, nor by a change of the password", async () => {
    const { accessToken, email } = await personOf(client());
    const as = bearing(accessToken);
    expect(outcome(await client().call("DeleteSession", as))).toBe("204");
    expect(outcome(await client().call("DeleteSession", bearing("nonsense")))).toBe("204");
    expect(outcome(await client().call("DeleteSession"))).toBe("401 unauthenticated");
    const body = { oldPassword: goodPassword, newPassword: "Another-5-ospreys" };
    expect(outcome(await client().call("UpdateMyPassword", { ...as, body }))).toBe("204");
    expect(outcome(await client().call("GetMyUser", as))).toBe("200");
    await logIn(client(), email, "Another-5-ospreys");
  });

  it.runIf(isMock)("ends after half an hour, and can go on for thirty days", async () => {
    const { accessToken, refreshToken, email } = await personOf(client());
    client().target.clock?.advance(31 * minute);
    expect(outcome(await client().call("GetMyUser", bearing(accessToken)))).toBe("401 unauthenticated");
    const second = session.parse(Object((await rotate(refreshToken, accessToken)).body).data);
    client().target.clock?.advance(31 * 24 * 60 * minute);
    expect(outcome(await rotate(second.refreshToken, second.accessToken))).toBe("401 unauthenticated");
    expect((await logIn(client(), email)).accessToken).not.toBe("");
  });
}

function sessionCases(client: () => Client, isMock: boolean): void {
  describe("a log-in", () => logInCases(client));
  describe("a session", () => lifeCases(client, isMock));

  it("have a context by e-mail, for anybody", async () => {
    const { email } = await personOf(client());
    const asked = (query: Record<string, string>) => client().call("GetSessionContext", { query, key: null });
    const support = { callback: [], password: [{ provider: "email_password" }] };
    const { body } = await asked({ email, ref: "https://signoz.latchkey.example/login" });
    expect(body).toMatchObject({
      data: { exists: true, orgs: [{ id: await orgId(client()), authNSupport: support }] },
    });
    expect((await asked({ email: "no@latchkey.example" })).body).toMatchObject({ data: { exists: false } });
    expect(outcome(await asked({}))).toBe("400 invalid_valuer");
  });

  it.each(["CreateSessionByGoogleCallback", "CreateSessionByOIDCCallback", "CreateSessionBySAMLCallback"])(
    "%s without an answer of the identity provider goes back to the log-in",
    async (operationId) => {
      expect(await client().call(operationId, { key: null })).toMatchObject({ status: 303 });
    },
  );
}

export const cases: ContractCases<Client> = { title: "sessions", run: sessionCases };
