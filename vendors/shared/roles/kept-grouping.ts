import { type Canonical, holdSameRights, type Permission } from "#access/model/permissions/permission.ts";

/** The user's own grouping of permissions while the rights are the same, and the vendor's otherwise. */
export function keepGrouping(
  known: readonly Permission[] | null,
  found: readonly Permission[],
  canonical: Canonical,
): readonly Permission[] {
  return known !== null && holdSameRights(known, found, canonical) ? known : found;
}
