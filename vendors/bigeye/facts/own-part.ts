import {
  type Atom,
  atomsOf,
  holdSameRights,
  type Permission,
  permissionsOf,
} from "#access/model/permissions/permission.ts";
import { permissions as facts } from "./permissions.ts";

function nameOf({ action, resource, selector }: Atom): string {
  return `${action} ${resource} ${selector}`;
}

function subtract(from: readonly Permission[], taken: readonly Permission[], kept: readonly Permission[]) {
  const listNames = (permissions: readonly Permission[]) => new Set(atomsOf(permissions, facts.canonical).map(nameOf));
  const gone = listNames(taken);
  const stay = listNames(kept);
  const left = atomsOf(from, facts.canonical).filter((atom) => !gone.has(nameOf(atom)) || stay.has(nameOf(atom)));
  return permissionsOf(left);
}

function holdsAll(permissions: readonly Permission[], wanted: readonly Permission[]): boolean {
  return subtract(wanted, permissions, []).length === 0;
}

export interface OwnPart {
  readonly permissions: readonly Permission[];
  /** Whether the role has all permissions of the base. Otherwise it is no longer built on it. */
  readonly hasBase: boolean;
}

/**
 * Separates a role's own permissions from those of its base. Bigeye returns both in one list (inferred), so the base's
 * permissions are subtracted, except those that the user's own list repeats.
 *
 * @param found the permissions that Bigeye returns for the role
 * @param base the permissions of its base; empty if it has none
 * @param prior the role's own permissions in state; their grouping is kept while the rights are the same
 */
export function separateOwnPart(
  found: readonly Permission[],
  base: readonly Permission[],
  prior: readonly Permission[] | null,
): OwnPart {
  const hasBase = holdsAll(found, base);
  const own = hasBase ? subtract(found, base, prior ?? []) : found;
  const isSame = prior !== null && holdSameRights(prior, own, facts.canonical);
  return { permissions: isSame ? prior : own, hasBase };
}
