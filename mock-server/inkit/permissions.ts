import type { PermissionName } from "#vendors/inkit/facts/data/catalog.ts";
import { Refusal } from "./errors.ts";
import type { Caller } from "./identity.ts";
import { type Instance, switchesOf } from "./instance.ts";

async function heldBy(instance: Instance, { account }: Caller): Promise<ReadonlySet<string>> {
  const held = new Set<string>();
  for (const id of account.roleIds) {
    for (const permission of (await instance.roles.get(id))?.permissions ?? []) held.add(permission);
  }
  return held;
}

/** Lets through whoever holds one of the permissions by one of its roles, as the roles are now. */
export async function checkHolds(instance: Instance, caller: Caller, anyOf: readonly PermissionName[]): Promise<void> {
  const held = await heldBy(instance, caller);
  if (anyOf.some((permission) => held.has(permission))) return;
  throw new Refusal("permission_missing", `${caller.principal} lacks the permission ${anyOf.join(" or ")}`);
}

/** Where the organization lets nobody hand out more than they hold. */
export async function checkMayGive(instance: Instance, caller: Caller, permissions: Iterable<string>): Promise<void> {
  if ((await switchesOf(instance)).grants === "any") return;
  const held = await heldBy(instance, caller);
  const lacking = [...new Set(permissions)].filter((permission) => !held.has(permission));
  if (lacking.length === 0) return;
  throw new Refusal("permission_missing", `${caller.principal} cannot give what it lacks: ${lacking.join(", ")}`);
}
