import type { ResetPasswordToken } from "#vendors/signoz/wire/member.ts";
import { Refusal, notFound } from "./errors.ts";
import type { Instance } from "./instance.ts";
import { ensurePassword } from "./passwords.ts";
import type { ResetTokenRow, UserRow } from "./user-tables.ts";

const hour = 3_600_000;
const invitationLasts = 48 * hour;
const resetLasts = 6 * hour;

async function dropTokens(instance: Instance, userId: string): Promise<void> {
  for (const { id } of await instance.resetTokens.find("user", userId)) await instance.resetTokens.remove(id);
}

export async function createResetToken(
  instance: Instance,
  { id: userId, status }: UserRow,
  passwordId: string,
): Promise<ResetTokenRow> {
  await dropTokens(instance, userId);
  const expiresAt = instance.now() + (status === "pending_invite" ? invitationLasts : resetLasts);
  const row: ResetTokenRow = { id: instance.newId(), userId, passwordId, token: instance.newId(), expiresAt };
  await instance.resetTokens.put(row);
  return row;
}

/** The token that is there, expired or not. */
export async function resetTokenOf(instance: Instance, userId: string): Promise<ResetTokenRow> {
  const [row] = await instance.resetTokens.find("user", userId);
  if (row !== undefined) return row;
  throw notFound("reset_password_token_not_found", `user ${userId} has no reset password token`);
}

/** The same token while it works, else a new one. */
export async function ensureResetToken(instance: Instance, user: UserRow): Promise<ResetTokenRow> {
  const [row] = await instance.resetTokens.find("user", user.id);
  if (row !== undefined && row.expiresAt > instance.now()) return row;
  const { id } = await ensurePassword(instance, user.id);
  return createResetToken(instance, user, id);
}

/** Throws 404 for a token that is unknown or used, 401 for one that is expired. */
export async function usableToken(instance: Instance, token: string): Promise<ResetTokenRow> {
  const [row] = token === "" ? [] : await instance.resetTokens.find("token", token);
  if (row === undefined) throw notFound("reset_password_token_not_found", "the reset password token does not exist");
  if (row.expiresAt > instance.now()) return row;
  throw new Refusal("unauthenticated", "reset_password_token_expired", {
    message: "the reset password token has expired",
  });
}

export function shownToken({ userId: _, expiresAt, ...shown }: ResetTokenRow): ResetPasswordToken {
  return { ...shown, expiresAt: new Date(expiresAt).toISOString() };
}
