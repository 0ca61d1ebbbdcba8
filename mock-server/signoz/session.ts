import { z } from "zod";
import { success } from "#vendors/signoz/wire/common.ts";
import { type Session, passwordLogin, sessionRotation, session as sessionWire } from "#vendors/signoz/wire/session.ts";
import { defineMockNoun } from "../shared/noun.ts";
import { done, found } from "../shared/outcome.ts";
import type { Call } from "../shared/vendor.ts";
import { endpoint } from "./endpoint.ts";
import { invalidInput, notFound, refuse, unauthenticated } from "./errors.ts";
import { readBearer } from "./identity.ts";
import { readId, zeroId } from "./ids.ts";
import type { Instance } from "./instance.ts";
import { readEmail } from "./email.ts";
import { findPassword, isPassword } from "./password.ts";
import { type Identity, createToken, readToken } from "./token.ts";

const accessLastsSeconds = 30 * 60;
const refreshLastsSeconds = 30 * 86_400;

export async function createSession(instance: Instance, user: Identity): Promise<Session> {
  return {
    tokenType: "bearer",
    accessToken: await createToken(instance, user, accessLastsSeconds),
    refreshToken: await createToken(instance, user, refreshLastsSeconds),
    // The server counts whole seconds from when it answers, a moment after it made the token.
    expiresIn: accessLastsSeconds - 1,
  };
}

// A member that is left out is missing, one that is empty is malformed.
const loginBody = passwordLogin.extend({ email: z.string().nullish(), orgId: z.string().nullish() });

function readLogin(sent: z.output<typeof loginBody>): z.output<typeof passwordLogin> {
  const email = readEmail(sent.email);
  const orgId = readId(sent.orgId);
  const { password } = sent;
  if (email === "") throw invalidInput("invalid_input", "email is missing");
  if (password === "") throw invalidInput("invalid_input", "password is missing");
  if (orgId === zeroId) throw invalidInput("invalid_input", "orgId is missing");
  return { email, password, orgId };
}

async function logIn(instance: Instance, sent: z.output<typeof loginBody>): Promise<Session> {
  const { email, password: secret, orgId } = readLogin(sent);
  const [user] = await instance.users.find("email", email);
  if (user?.status !== "active" || user.orgId !== orgId) {
    throw notFound("user_not_found", "there is no active user with this e-mail");
  }
  const password = await findPassword(instance, user.id);
  if (password === undefined) throw notFound("password_not_found", "this user has no password");
  if (isPassword(password, secret)) return createSession(instance, user);
  throw refuse("unauthenticated", "incorrect_password", { message: "the password is not this" });
}

/** Another pair for any token that has not expired. Some token must come with the request, and nothing looks at it. */
async function rotateTokens(instance: Instance, headers: Call["headers"], refreshToken: string): Promise<Session> {
  if (refreshToken === "") throw invalidInput("invalid_input", "refreshToken is missing");
  const claims = readBearer(headers) === undefined ? undefined : await readToken(instance, refreshToken);
  if (claims === undefined) throw unauthenticated();
  return createSession(instance, claims);
}

const path = "/api/v2/sessions";

const routes = [
  endpoint({
    method: "POST",
    path: `${path}/email_password`,
    operationId: "CreateSessionByEmailPassword",
    gate: { kind: "public" },
    body: loginBody,
    replies: { 200: success(sessionWire) },
    errors: {
      400: ["invalid_valuer", "invalid_input"],
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
    errors: { 400: ["invalid_input"], 401: ["unauthenticated"] },
    handle: async (instance, { headers, body }) => found(await rotateTokens(instance, headers, body.refreshToken)),
  }),
  endpoint({
    method: "DELETE",
    path,
    operationId: "DeleteSession",
    gate: { kind: "public" },
    replies: { 204: null },
    errors: { 401: ["unauthenticated"] },
    // A log-out is the client's: the server has nothing to forget, and does not look whether the token is one.
    async handle(_instance, { headers }) {
      if (readBearer(headers) === undefined) throw unauthenticated();
      return done;
    },
  }),
];

export const noun = defineMockNoun({ routes });
