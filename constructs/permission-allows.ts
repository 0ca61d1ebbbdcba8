import { allows, everySelector } from "#access/model/permissions/permission.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import type { Permission } from "./permission.ts";

/**
 * Whether `held` lets its holder do what `wanted` says, on each of its selectors, as the vendor would decide it. What is
 * held at another vendor does not count. The provider's function `permission_allows` is the same for HCL.
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
