import { z } from "zod";
import { userCreation } from "#vendors/signoz/wire/member.ts";
import { readEmail } from "./email.ts";
import { invalidInput } from "./errors.ts";
import { readId, zeroId } from "./ids.ts";
import type { Instance, Row } from "./instance.ts";
import { addUser, giveRole } from "./member-changes.ts";
import { createResetToken } from "./password-reset-token.ts";
import { ensurePassword } from "./password.ts";

// A member that is left out is missing, one that is empty is malformed.
export const invitation = userCreation.extend({
  email: z.string().nullish(),
  userRoles: z
    .array(z.object({ id: z.string().nullish() }).nullable())
    .nullish()
    .transform((roles) => roles ?? []),
});

// Here an unknown role is a 400, and so is one that is named twice.
async function checkRoles(instance: Instance, ids: readonly string[]): Promise<void> {
  if (ids.includes(zeroId))
    throw invalidInput("user_role_invalid_input", "a role's id must not be missing or all zeros");
  for (const [index, id] of ids.entries()) {
    if ((await instance.roles.get(id)) !== undefined && ids.indexOf(id) === index) continue;
    throw invalidInput("role_not_found", `not every role was found: ${id}`);
  }
}

/** An invitation: the user, its roles, and a token to set a password with. */
export async function inviteUser(instance: Instance, sent: z.output<typeof invitation>): Promise<Row<"users">> {
  const email = readEmail(sent.email);
  const roleIds = sent.userRoles.map((role) => (role === null ? zeroId : readId(role.id)));
  await checkRoles(instance, roleIds);
  if (email === "") throw invalidInput("invalid_input", "email is missing");
  const user = await addUser(instance, { email, displayName: sent.displayName, status: "pending_invite" });
  for (const roleId of roleIds) await giveRole(instance, user.id, roleId);
  const { id } = await ensurePassword(instance, user.id);
  await createResetToken(instance, user, id);
  return user;
}
