import { z } from "zod";
import { passwordReset } from "#vendors/signoz/wire/member.ts";
import { type Endpoint, bodyEndpoint } from "./endpoint.ts";
import { unsupported } from "./errors.ts";
import { parseId } from "./ids.ts";
import { type Instance, settingsOf } from "./instance.ts";
import { done } from "./outcome.ts";
import { checkPassword, setPassword } from "./passwords.ts";
import { ensureResetToken, usableToken } from "./reset-password-tokens.ts";
import { parseEmail } from "./users.ts";

async function resetPassword(instance: Instance, { token, password }: z.output<typeof passwordReset>): Promise<void> {
  const { id, userId } = await usableToken(instance, token);
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

// No e-mail leaves the mock: whoever tests reads the token as an administrator would.
async function forgetPassword(instance: Instance, sent: z.output<typeof forgottenPassword>): Promise<void> {
  const { orgId, hasPasswordSelfReset } = await settingsOf(instance);
  if (!hasPasswordSelfReset) throw unsupported("unsupported", "resetting one's own password is not enabled");
  if (parseId(sent.orgId) !== orgId) return;
  const [user] = await instance.users.find("email", parseEmail(sent.email));
  if (user?.status === "active" && !user.isRoot) await ensureResetToken(instance, user);
}

const gate = { kind: "public" } as const;
const unusable = { 401: ["reset_password_token_expired"], 404: ["reset_password_token_not_found"] } as const;

export const factorPasswordEndpoints: readonly Endpoint[] = [
  bodyEndpoint({
    method: "POST",
    path: "/api/v2/reset_password_tokens/verify",
    operationId: "VerifyResetPasswordToken",
    gate,
    body: passwordReset.pick({ token: true }),
    replies: { 204: null },
    errors: unusable,
    async handle(instance, { body }) {
      await usableToken(instance, body.token);
      return done;
    },
  }),
  bodyEndpoint({
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
  bodyEndpoint({
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
