import type { ListedPermission, ListedPrincipal } from "#review/built/list-access.ts";
import * as engine from "#review/built/engine.ts";
import type { GrantOptions } from "./matchers.ts";
import { type AccessPermission, type AccessPrincipal, namePermission, namePrincipal, nameScope } from "./named.ts";
import { type AccessSource, readAccess } from "./source.ts";

export type { ListedPermission, ListedPrincipal };

/**
 * Everybody who can do something, or may be able to: plain data in a fixed order, to compare or to keep as a snapshot.
 *
 * @throws Error for a permission that no vendor of the source has
 */
export function listPrincipals(
  source: AccessSource,
  permission: AccessPermission,
  { on }: GrantOptions = {},
): readonly ListedPrincipal[] {
  const asked = namePermission(source, permission);
  return engine.listPrincipals(readAccess(source), asked, on === undefined ? undefined : nameScope(source, on));
}

/**
 * All that somebody can do, at most: plain data in a fixed order, to compare or to keep as a snapshot.
 *
 * @throws Error for a principal that does not exist
 */
export function listPermissions(source: AccessSource, principal: AccessPrincipal): readonly ListedPermission[] {
  return engine.listPermissions(readAccess(source), { name: namePrincipal(source, principal) });
}
