import * as z from "zod";
import { sentText, timestamps } from "./common.ts";
import { userRole } from "./role-binding.ts";

/** A person. `pending_invite`, `active` or `deleted`: deleted users stay in lists and in reads. */
export const user = z.object({
  id: z.string(),
  displayName: z.string(),
  email: z.string(),
  orgId: z.string(),
  isRoot: z.boolean(),
  status: z.string(),
  ...timestamps,
});
export type User = z.output<typeof user>;

/** An empty array where no role is assigned, unlike an account's. */
export const userWithRoles = user.extend({ userRoles: z.array(userRole) });
export type UserWithRoles = z.output<typeof userWithRoles>;

/** `token` sets a password once, and makes an invited user active. */
export const resetPasswordToken = z.object({
  id: z.string(),
  token: z.string(),
  passwordId: z.string(),
  expiresAt: z.string(),
});
export type ResetPasswordToken = z.output<typeof resetPasswordToken>;

/** An invitation. Without `frontendBaseUrl` no e-mail is sent. */
export const userCreation = z.object({
  email: sentText,
  displayName: sentText,
  frontendBaseUrl: sentText,
  userRoles: z
    .array(z.object({ id: sentText }))
    .nullish()
    .transform((roles) => roles ?? []),
});
export type UserCreation = z.output<typeof userCreation>;

/** An empty name changes nothing. */
export const userUpdate = z.object({ displayName: sentText });

export const passwordChange = z.object({ oldPassword: sentText, newPassword: sentText });

export const passwordReset = z.object({ token: sentText, password: sentText });
