import type { PermissionName } from "#vendors/inkit/facts/data/catalog.ts";
import { refuse } from "./errors.ts";
import type { Caller } from "./identity.ts";
import type { Instance } from "./instance.ts";
import { readSwitches } from "./settings.ts";

async function listHeldPermissions(instance: Instance, { account }: Caller): Promise<ReadonlySet<string>> {
  const held = new Set<string>();
  for (const id of account.roleIds) {
    for (const permission of (await instance.roles.get(id))?.permissions ?? []) held.add(permission);
  }
  return held;
}

/** Throws 403 unless one of the caller's roles has one of the permissions now. */
export async function checkHolds(instance: Instance, caller: Caller, anyOf: readonly PermissionName[]): Promise<void> {
  const held = await listHeldPermissions(instance, caller);
  if (anyOf.some((permission) => held.has(permission))) return;
  throw refuse("permission_missing", `${caller.principal} lacks the permission ${anyOf.join(" or ")}`);
}

/** Throws 403 where callers may only give what they have, and this caller lacks a permission. */
export async function checkMayGive(instance: Instance, caller: Caller, permissions: Iterable<string>): Promise<void> {
  if ((await readSwitches(instance)).grants === "any") return;
  const held = await listHeldPermissions(instance, caller);
  const lacking = [...new Set(permissions)].filter((permission) => !held.has(permission));
  if (lacking.length === 0) return;
  throw refuse("permission_missing", `${caller.principal} cannot give what it lacks: ${lacking.join(", ")}`);
}
