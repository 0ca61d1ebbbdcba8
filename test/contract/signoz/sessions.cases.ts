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
    expect(made).toMatchObject({ tokenType: "bearer", expiresIn: 1_800 });
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
}

function lifeCases(client: () => Client, isMock: boolean): void {
  const rotate = (refreshToken: string, authorization: string) =>
    client().call("RotateSession", { key: null, headers: { authorization }, body: { refreshToken } });
  afterEach(() => client().target.clock?.reset());

  it("goes on with a new pair, and the old one is of no more use", async () => {
    const { accessToken, refreshToken } = await personOf(client());
    const answer = await rotate(refreshToken, `Bearer ${accessToken}`);
    const next = session.parse(Object(answer.body).data);
    expect(next.accessToken).not.toBe(accessToken);
    expect(outcome(await client().call("GetMyUser", bearing(next.accessToken)))).toBe("200");
    expect(outcome(await client().call("GetMyUser", bearing(accessToken)))).toBe("401 unauthenticated");
    expect(outcome(await rotate(refreshToken, `Bearer ${accessToken}`))).toBe("401 unauthenticated");
  });

  it("fails to go on with tokens that do not belong together", async () => {
    const one = await personOf(client());
    const other = await personOf(client());
    expect(outcome(await rotate(one.refreshToken, other.accessToken))).toBe("401 unauthenticated");
    expect(outcome(await rotate("", one.accessToken))).toBe("401 unauthenticated");
    expect(outcome(await rotate("nonsense", one.accessToken))).toBe("401 unauthenticated");
  });

  it("ends when asked", async () => {
    const { accessToken } = await personOf(client());
    expect(outcome(await client().call("DeleteSession", bearing(accessToken)))).toBe("204");
    expect(outcome(await client().call("DeleteSession", bearing(accessToken)))).toBe("401 unauthenticated");
    expect(outcome(await client().call("DeleteSession"))).toBe("401 unauthenticated");
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
    expect(outcome(await asked({}))).toBe("400 invalid_input");
  });

  it.each(["CreateSessionByGoogleCallback", "CreateSessionByOIDCCallback", "CreateSessionBySAMLCallback"])(
    "%s without an answer of the identity provider goes back to the log-in",
    async (operationId) => {
      expect(await client().call(operationId, { key: null })).toMatchObject({ status: 303 });
    },
  );
}

export const cases: ContractCases<Client> = { title: "sessions", run: sessionCases };
