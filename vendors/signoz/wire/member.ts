import * as z from "zod";
import { receivedId, receivedInstant, receivedSecret } from "../../shared/wire/received.ts";
import { sentText, timestamps } from "./common.ts";
import { userRole } from "./role-binding.ts";

/** A person. The status is `pending_invite`, `active` or `deleted`; SigNoz keeps returning deleted users. */
export const user = z.object({
  id: receivedId,
  displayName: z.string(),
  email: z.string(),
  orgId: receivedId,
  isRoot: z.boolean(),
  status: z.string(),
  ...timestamps,
});
export type User = z.output<typeof user>;

/** Without roles, `userRoles` is an empty array, unlike an account's. */
export const userWithRoles = user.extend({ userRoles: z.array(userRole) });
export type UserWithRoles = z.output<typeof userWithRoles>;

/** `token` sets a password once, which activates an invited user. */
export const resetPasswordToken = z.object({
  id: receivedId,
  token: receivedSecret,
  passwordId: receivedId,
  expiresAt: receivedInstant,
});
export type ResetPasswordToken = z.output<typeof resetPasswordToken>;

/** An invitation. SigNoz only sends an email if `frontendBaseUrl` is set. */
export const userCreation = z.object({
  email: sentText,
  displayName: sentText,
  frontendBaseUrl: sentText,
  userRoles: z
    .array(z.object({ id: sentText }))
    .nullish()
    .transform((roles) => roles ?? []),
});

/** An empty name is ignored. */
export const userUpdate = z.object({ displayName: sentText });

export const passwordChange = z.object({ oldPassword: sentText, newPassword: sentText });

export const passwordReset = z.object({ token: sentText, password: sentText });
