import { z } from "zod";
import { passwordReset } from "#vendors/signoz/wire/member.ts";
import { readSettings } from "../shared/instance.ts";
import { defineMockNoun } from "../shared/noun.ts";
import { done } from "../shared/outcome.ts";
import { endpoint } from "./endpoint.ts";
import { unsupported } from "./errors.ts";
import { readId } from "./ids.ts";
import type { Instance } from "./instance.ts";
import { checkChangeable } from "./member-changes.ts";
import { readEmail } from "./email.ts";
import { dropTokens, ensureResetToken, getUsableToken } from "./password-reset-token.ts";
import { checkPassword, setPassword } from "./password.ts";

async function resetPassword(instance: Instance, { token, password }: z.output<typeof passwordReset>): Promise<void> {
  checkPassword(password);
  const { userId } = await getUsableToken(instance, token);
  await setPassword(instance, userId, password);
  await dropTokens(instance, userId);
  await instance.users.patch(userId, { status: "active", updatedAt: instance.timestamp() });
}

const text = z
  .string()
  .nullish()
  .transform((sent) => sent ?? "");
// A member that is left out is nobody's, one that is empty is malformed.
const forgottenPassword = z.object({
  orgId: z.string().nullish(),
  email: z.string().nullish(),
  frontendBaseURL: text,
});

// The mock sends no e-mails: tests read the token as an administrator would.
async function forgetPassword(instance: Instance, sent: z.output<typeof forgottenPassword>): Promise<void> {
  const sentOrgId = readId(sent.orgId);
  const email = readEmail(sent.email);
  const { orgId, hasPasswordSelfReset } = await readSettings(instance);
  if (!hasPasswordSelfReset) throw unsupported("unsupported", "resetting one's own password is not enabled");
  if (sentOrgId !== orgId) return;
  const [user] = await instance.users.find("email", email);
  if (user === undefined) return;
  checkChangeable(user);
  await ensureResetToken(instance, user);
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
    errors: { 400: ["invalid_password"], ...unusable, 500: ["unknown"] },
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
    errors: { 400: ["invalid_valuer"], 501: ["unsupported", "root_user_operation_unsupported"] },
    async handle(instance, { body }) {
      await forgetPassword(instance, body);
      return done;
    },
  }),
];

export const noun = defineMockNoun({ routes });
