import { createHmac } from "node:crypto";
import { z } from "zod";
import { success } from "#vendors/signoz/wire/common.ts";
import { type Session, passwordLogin, sessionRotation, session as sessionWire } from "#vendors/signoz/wire/session.ts";
import { defineMockNoun } from "../shared/noun.ts";
import { done, found } from "../shared/outcome.ts";
import { type TablesOf, defineTable } from "../shared/store/define-table.ts";
import type { Call } from "../shared/vendor.ts";
import { callerOf, endpoint } from "./endpoint.ts";
import { notFound, refuse, unauthenticated } from "./errors.ts";
import { readToken } from "./identity.ts";
import { parseId } from "./ids.ts";
import type { Instance, Row } from "./instance.ts";
import { findPassword, isPassword } from "./password.ts";

const row = z
  .object({
    id: z.string(),
    userId: z.string(),
    accessToken: z.string(),
    refreshToken: z.string(),
    /** Milliseconds since 1970, as is the next. */
    accessEndsAt: z.number(),
    refreshEndsAt: z.number(),
  })
  .readonly();

const tables = {
  sessions: defineTable({
    name: "signoz/sessions",
    row,
    secrets: ["accessToken", "refreshToken"],
    indexes: {
      user: ({ userId }) => userId,
      access: ({ accessToken }) => accessToken,
      refresh: ({ refreshToken }) => refreshToken,
    },
  }),
};

declare module "./instance.ts" {
  interface Tables extends TablesOf<typeof tables> {}
}

const accessLasts = 30 * 60_000;
const refreshLasts = 30 * 86_400_000;

function encodeJson(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

/** Looks like the vendor's, an HS256 JWT; what makes it good is that it is in the table. */
function createJwt(instance: Instance, claims: Readonly<Record<string, unknown>>): string {
  const signed = `${encodeJson({ alg: "HS256", typ: "JWT" })}.${encodeJson({ ...claims, jti: instance.newId() })}`;
  return `${signed}.${createHmac("sha256", instance.newSecret()).update(signed).digest("base64url")}`;
}

type Tokens = Omit<Row<"sessions">, "id" | "userId">;

function createTokens(instance: Instance, { id, email, orgId }: Row<"users">): Tokens {
  const now = instance.now();
  const claims = (endsAt: number): Readonly<Record<string, unknown>> => ({
    id,
    email,
    orgId,
    iat: Math.floor(now / 1_000),
    exp: Math.floor(endsAt / 1_000),
  });
  const accessEndsAt = now + accessLasts;
  const refreshEndsAt = now + refreshLasts;
  return {
    accessToken: createJwt(instance, claims(accessEndsAt)),
    refreshToken: createJwt(instance, claims(refreshEndsAt)),
    accessEndsAt,
    refreshEndsAt,
  };
}

function sessionJson({ accessToken, refreshToken }: Tokens): Session {
  return { tokenType: "bearer", accessToken, refreshToken, expiresIn: accessLasts / 1_000 };
}

export async function createSession(instance: Instance, user: Row<"users">): Promise<Session> {
  for (const { id, refreshEndsAt } of await instance.sessions.find("user", user.id)) {
    if (refreshEndsAt <= instance.now()) await instance.sessions.remove(id);
  }
  const tokens = createTokens(instance, user);
  await instance.sessions.put({ id: instance.newId(), userId: user.id, ...tokens });
  return sessionJson(tokens);
}

async function logIn(instance: Instance, sent: z.output<typeof passwordLogin>): Promise<Session> {
  const orgId = parseId(sent.orgId);
  const [user] = await instance.users.find("email", sent.email.trim().toLowerCase());
  if (user?.status !== "active" || user.orgId !== orgId) {
    throw notFound("user_not_found", "there is no active user with this e-mail");
  }
  const password = await findPassword(instance, user.id);
  if (password === undefined) throw notFound("password_not_found", "this user has no password");
  if (isPassword(password, sent.password)) return createSession(instance, user);
  throw refuse("unauthenticated", "incorrect_password", { message: "the password is not this" });
}

/** A new pair for the old one, which then is of no more use. The access token may have expired. */
async function rotateTokens(instance: Instance, headers: Call["headers"], refreshToken: string): Promise<Session> {
  const [row] = refreshToken === "" ? [] : await instance.sessions.find("refresh", refreshToken);
  if (row === undefined || row.accessToken !== readToken(headers)) throw unauthenticated();
  const user = await instance.users.get(row.userId);
  if (row.refreshEndsAt <= instance.now() || user?.status !== "active") throw unauthenticated();
  const tokens = createTokens(instance, user);
  await instance.sessions.patch(row.id, tokens);
  return sessionJson(tokens);
}

const path = "/api/v2/sessions";

const routes = [
  endpoint({
    method: "POST",
    path: `${path}/email_password`,
    operationId: "CreateSessionByEmailPassword",
    gate: { kind: "public" },
    body: passwordLogin,
    replies: { 200: success(sessionWire) },
    errors: {
      400: ["invalid_valuer"],
      401: ["incorrect_password"],
      404: ["user_not_found", "password_not_found"],
    },
    handle: async (instance, { body }) => found(await logIn(instance, body)),
  }),
  endpoint({
    method: "POST",
    path: `${path}/rotate`,
    operationId: "RotateSession",
    gate: { kind: "public" },
    body: sessionRotation,
    replies: { 200: success(sessionWire) },
    errors: { 401: ["unauthenticated"] },
    handle: async (instance, { headers, body }) => found(await rotateTokens(instance, headers, body.refreshToken)),
  }),
  endpoint({
    method: "DELETE",
    path,
    operationId: "DeleteSession",
    gate: { kind: "authenticated" },
    replies: { 204: null },
    errors: {},
    async handle(instance, request) {
      // A key has no session to end.
      if (!(await instance.sessions.remove(callerOf(request).credentialId))) throw unauthenticated();
      return done;
    },
  }),
];

export const noun = defineMockNoun({ tables, routes });
