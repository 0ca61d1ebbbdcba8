import { z } from "zod";
import { passwordReset } from "#vendors/signoz/wire/member.ts";
import { readSettings } from "../shared/instance.ts";
import { defineMockNoun } from "../shared/noun.ts";
import { done } from "../shared/outcome.ts";
import { endpoint } from "./endpoint.ts";
import { unsupported } from "./errors.ts";
import { parseId } from "./ids.ts";
import type { Instance } from "./instance.ts";
import { parseEmail } from "./member-changes.ts";
import { ensureResetToken, getUsableToken } from "./password-reset-token.ts";
import { checkPassword, setPassword } from "./password.ts";

async function resetPassword(instance: Instance, { token, password }: z.output<typeof passwordReset>): Promise<void> {
  const { id, userId } = await getUsableToken(instance, token);
  checkPassword(password);
  await setPassword(instance, userId, password);
  await instance.resetTokens.remove(id);
  await instance.users.patch(userId, { status: "active", updatedAt: instance.timestamp() });
}

const text = z
  .string()
  .nullish()
  .transform((sent) => sent ?? "");
const forgottenPassword = z.object({ orgId: text, email: text, frontendBaseURL: text });

// The mock sends no e-mails: tests read the token as an administrator would.
async function forgetPassword(instance: Instance, sent: z.output<typeof forgottenPassword>): Promise<void> {
  const { orgId, hasPasswordSelfReset } = await readSettings(instance);
  if (!hasPasswordSelfReset) throw unsupported("unsupported", "resetting one's own password is not enabled");
  if (parseId(sent.orgId) !== orgId) return;
  const [user] = await instance.users.find("email", parseEmail(sent.email));
  if (user?.status === "active" && !user.isRoot) await ensureResetToken(instance, user);
}

const gate = { kind: "public" } as const;
const unusable = { 401: ["reset_password_token_expired"], 404: ["reset_password_token_not_found"] } as const;

const routes = [
  endpoint({
    method: "POST",
    path: "/api/v2/reset_password_tokens/verify",
    operationId: "VerifyResetPasswordToken",
    gate,
    body: passwordReset.pick({ token: true }),
    replies: { 204: null },
    errors: unusable,
    async handle(instance, { body }) {
      await getUsableToken(instance, body.token);
      return done;
    },
  }),
  endpoint({
    method: "POST",
    path: "/api/v2/factor_password/reset",
    operationId: "ResetPassword",
    gate,
    body: passwordReset,
    replies: { 204: null },
    errors: { 400: ["invalid_password"], ...unusable },
    async handle(instance, { body }) {
      await resetPassword(instance, body);
      return done;
    },
  }),
  endpoint({
    method: "POST",
    path: "/api/v2/factor_password/forgot",
    operationId: "ForgotPassword",
    gate,
    body: forgottenPassword,
    replies: { 204: null },
    errors: { 400: ["invalid_valuer", "invalid_input"], 501: ["unsupported"] },
    async handle(instance, { body }) {
      await forgetPassword(instance, body);
      return done;
    },
  }),
];

export const noun = defineMockNoun({ routes });
