import { z } from "zod";
import { omitUndefined } from "../shared/omit-undefined.ts";
import type { SeedPlace } from "../shared/seed.ts";
import type { Instance } from "./instance.ts";
import { addUser, deleteUser, giveRole } from "./member-changes.ts";
import { ensureResetToken } from "./password-reset-token.ts";
import { checkPassword, setPassword } from "./password.ts";
import { findSeedRoleId, seedId, seedRoleNames } from "./seed.ts";

export const seedUser = z.strictObject({
  id: seedId,
  email: z.string(),
  displayName: z.string().optional(),
  /** Left out, or of a pending user: nobody can log in. The vendor's rule for passwords holds. */
  password: z.string().optional(),
  roles: seedRoleNames,
  /** @default "active" */
  status: z.enum(["active", "pending_invite", "deleted"]).optional(),
});

export async function plantUser(
  instance: Instance,
  wanted: z.output<typeof seedUser>,
  place: SeedPlace,
): Promise<void> {
  const { id, email, displayName = "", password, roles, status = "active" } = wanted;
  const invited = status === "pending_invite" ? status : "active";
  const user = await addUser(instance, { email, displayName, status: invited, ...omitUndefined({ id }) });
  await place.at("roles").each(roles, async (name, at) => {
    await giveRole(instance, user.id, await findSeedRoleId(instance, name, at));
  });
  if (status === "pending_invite") await ensureResetToken(instance, user);
  if (password !== undefined && status === "active") {
    await place.at("password").run(async () => checkPassword(password));
    await setPassword(instance, user.id, password);
  }
  if (status === "deleted") await deleteUser(instance, user);
}
