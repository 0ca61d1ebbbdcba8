import { z } from "zod";
import type { ResetPasswordToken } from "#vendors/signoz/wire/member.ts";
import { defineMockNoun } from "../shared/noun.ts";
import { type TablesOf, defineTable } from "../shared/store/define-table.ts";
import { notFound, refuse } from "./errors.ts";
import type { Instance, Row } from "./instance.ts";
import { ensurePassword } from "./password.ts";

const row = z
  .object({
    id: z.string(),
    userId: z.string(),
    passwordId: z.string(),
    token: z.string(),
    /** Milliseconds since 1970. */
    expiresAt: z.number(),
  })
  .readonly();

const tables = {
  resetTokens: defineTable({
    name: "signoz/reset-password-tokens",
    row,
    secrets: ["token"],
    indexes: { user: ({ userId }) => userId, token: ({ token }) => token },
  }),
};

declare module "./instance.ts" {
  interface Tables extends TablesOf<typeof tables> {}
}

const hour = 3_600_000;
const invitationLasts = 48 * hour;
const resetLasts = 6 * hour;

export async function dropTokens(instance: Instance, userId: string): Promise<void> {
  for (const { id } of await instance.resetTokens.find("user", userId)) await instance.resetTokens.remove(id);
}

export async function createResetToken(
  instance: Instance,
  { id: userId, status }: Row<"users">,
  passwordId: string,
): Promise<Row<"resetTokens">> {
  await dropTokens(instance, userId);
  const expiresAt = instance.now() + (status === "pending_invite" ? invitationLasts : resetLasts);
  const row: Row<"resetTokens"> = { id: instance.newId(), userId, passwordId, token: instance.newId(), expiresAt };
  await instance.resetTokens.put(row);
  return row;
}

/** The token that is there, expired or not. */
export async function getResetToken(instance: Instance, userId: string): Promise<Row<"resetTokens">> {
  const [row] = await instance.resetTokens.find("user", userId);
  if (row !== undefined) return row;
  throw notFound("reset_password_token_not_found", `user ${userId} has no reset password token`);
}

/** The same token while it works, else a new one. */
export async function ensureResetToken(instance: Instance, user: Row<"users">): Promise<Row<"resetTokens">> {
  const [row] = await instance.resetTokens.find("user", user.id);
  if (row !== undefined && row.expiresAt > instance.now()) return row;
  const { id } = await ensurePassword(instance, user.id);
  return createResetToken(instance, user, id);
}

/** Throws 404 for a token that is unknown or used, 401 for one that is expired. */
export async function getUsableToken(instance: Instance, token: string): Promise<Row<"resetTokens">> {
  const [row] = token === "" ? [] : await instance.resetTokens.find("token", token);
  if (row === undefined) throw notFound("reset_password_token_not_found", "the reset password token does not exist");
  if (row.expiresAt > instance.now()) return row;
  throw refuse("unauthenticated", "reset_password_token_expired", {
    message: "the reset password token has expired",
  });
}

export function tokenJson({ userId: _, expiresAt, ...shown }: Row<"resetTokens">): ResetPasswordToken {
  return { ...shown, expiresAt: new Date(expiresAt).toISOString() };
}

export const noun = defineMockNoun<Instance>({ tables });
