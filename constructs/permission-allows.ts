import { allows, everySelector } from "#access/model/permissions/permission.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import type { Permission } from "./permission.ts";

/**
 * Whether the permissions in `held` allow what `wanted` says, on each of its selectors, as the vendor would decide it.
 * Permissions of another vendor do not count. In HCL, the provider's function `permission_allows` does the same.
 */
export function permissionAllows(held: readonly Permission[], wanted: Permission): boolean {
  const { vendor, action, resource, selectors = [everySelector] } = wanted;
  const algebra = vendorFacts[vendor]?.permissions;
  if (algebra === undefined) return false;
  const there = held
    .filter((permission) => permission.vendor === vendor)
    .map((permission) => ({ ...permission, selectors: permission.selectors ?? null }));
  return selectors.every((selector) => allows(there, { action, resource, selector }, algebra));
}
