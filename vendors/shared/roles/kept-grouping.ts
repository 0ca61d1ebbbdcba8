import { type Canonical, holdSameRights, type Permission } from "#access/model/permissions/permission.ts";

/** Keeps the user's grouping of permissions if the rights are the same. Otherwise returns the vendor's grouping. */
export function keepGrouping(
  known: readonly Permission[] | null,
  found: readonly Permission[],
  canonical: Canonical,
): readonly Permission[] {
  return known !== null && holdSameRights(known, found, canonical) ? known : found;
}
