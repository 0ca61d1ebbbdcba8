import { createHmac } from "node:crypto";
import { type Session, passwordLogin, session as sessionWire, sessionRotation } from "#vendors/signoz/wire/session.ts";
import { success } from "#vendors/signoz/wire/common.ts";
import type { z } from "zod";
import type { Call } from "../vendor.ts";
import { type Endpoint, bodyEndpoint, callerOf, endpoint } from "./endpoint.ts";
import { Refusal, notFound, unauthenticated } from "./errors.ts";
import { parseId } from "./ids.ts";
import { tokenSent } from "./identity.ts";
import type { Instance } from "./instance.ts";
import { done, found } from "./outcome.ts";
import { isPassword, passwordOf } from "./passwords.ts";
import type { SessionRow, UserRow } from "./user-tables.ts";

const accessLasts = 30 * 60_000;
const refreshLasts = 30 * 86_400_000;

function encoded(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

/** Looks like the vendor's, an HS256 JWT; what makes it good is that it is in the table. */
function jwt(instance: Instance, claims: Readonly<Record<string, unknown>>): string {
  const signed = `${encoded({ alg: "HS256", typ: "JWT" })}.${encoded({ ...claims, jti: instance.newId() })}`;
  return `${signed}.${createHmac("sha256", instance.newSecret()).update(signed).digest("base64url")}`;
}

type Tokens = Omit<SessionRow, "id" | "userId">;

function newTokens(instance: Instance, { id, email, orgId }: UserRow): Tokens {
  const now = instance.now();
  const claims = (endsAt: number): Readonly<Record<string, unknown>> => ({
    ...{ id, email, orgId, iat: Math.floor(now / 1_000), exp: Math.floor(endsAt / 1_000) },
  });
  const accessEndsAt = now + accessLasts;
  const refreshEndsAt = now + refreshLasts;
  return {
    accessToken: jwt(instance, claims(accessEndsAt)),
    refreshToken: jwt(instance, claims(refreshEndsAt)),
    accessEndsAt,
    refreshEndsAt,
  };
}

function shown({ accessToken, refreshToken }: Tokens): Session {
  return { tokenType: "bearer", accessToken, refreshToken, expiresIn: accessLasts / 1_000 };
}

export async function createSession(instance: Instance, user: UserRow): Promise<Session> {
  for (const { id, refreshEndsAt } of await instance.sessions.find("user", user.id)) {
    if (refreshEndsAt <= instance.now()) await instance.sessions.remove(id);
  }
  const tokens = newTokens(instance, user);
  await instance.sessions.put({ id: instance.newId(), userId: user.id, ...tokens });
  return shown(tokens);
}

async function logIn(instance: Instance, sent: z.output<typeof passwordLogin>): Promise<Session> {
  const orgId = parseId(sent.orgId);
  const [user] = await instance.users.find("email", sent.email.trim().toLowerCase());
  if (user?.status !== "active" || user.orgId !== orgId) {
    throw notFound("user_not_found", "there is no active user with this e-mail");
  }
  const password = await passwordOf(instance, user.id);
  if (password === undefined) throw notFound("password_not_found", "this user has no password");
  if (isPassword(password, sent.password)) return createSession(instance, user);
  throw new Refusal("unauthenticated", "incorrect_password", { message: "the password is not this" });
}

/** A new pair for the old one, which then is of no more use. The access token may have expired. */
async function rotate(instance: Instance, headers: Call["headers"], refreshToken: string): Promise<Session> {
  const [row] = refreshToken === "" ? [] : await instance.sessions.find("refresh", refreshToken);
  if (row === undefined || row.accessToken !== tokenSent(headers)) throw unauthenticated();
  const user = await instance.users.get(row.userId);
  if (row.refreshEndsAt <= instance.now() || user?.status !== "active") throw unauthenticated();
  const tokens = newTokens(instance, user);
  await instance.sessions.patch(row.id, tokens);
  return shown(tokens);
}

const path = "/api/v2/sessions";

export const sessionEndpoints: readonly Endpoint[] = [
  bodyEndpoint({
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
  bodyEndpoint({
    method: "POST",
    path: `${path}/rotate`,
    operationId: "RotateSession",
    gate: { kind: "public" },
    body: sessionRotation,
    replies: { 200: success(sessionWire) },
    errors: { 401: ["unauthenticated"] },
    handle: async (instance, { headers, body }) => found(await rotate(instance, headers, body.refreshToken)),
  }),
  endpoint({
    method: "DELETE",
    path,
    operationId: "DeleteSession",
    gate: { kind: "authenticated" },
    replies: { 204: null },
    errors: {},
    async handle(instance, request) {
      // A key is no session: there is nothing to end.
      if (!(await instance.sessions.remove(callerOf(request).credentialId))) throw unauthenticated();
      return done;
    },
  }),
];
