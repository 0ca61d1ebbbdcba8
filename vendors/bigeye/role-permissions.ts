import {
  type Atom,
  atomsOf,
  holdSameRights,
  type Permission,
  permissionsOf,
} from "#access/model/permissions/permission.ts";
import { permissions as facts } from "./facts/permissions.ts";
import { readAbsentText } from "../shared/absent-text.ts";
import type { Role, RolePermission } from "./wire/role.ts";

const domainPrefix = "PERMISSION_DOMAIN_";
const actionPrefix = "PERMISSION_ACTION_";

function removePrefix(prefix: string, word: string): string {
  return word.startsWith(prefix) ? word.slice(prefix.length) : word;
}

/** Returns the entries to send: each right once, and one entry per domain. */
export function toRolePermissions(permissions: readonly Permission[]): readonly RolePermission[] {
  const byDomain = new Map<string, string[]>();
  for (const { resource, action } of atomsOf(permissions, facts.canonical)) {
    byDomain.set(resource, [...(byDomain.get(resource) ?? []), actionPrefix + action]);
  }
  return [...byDomain].map(([domain, actions]) => ({ domains: [domainPrefix + domain], actions }));
}

/** Each entry grants each of its actions on each of its domains. */
export function fromRolePermissions(entries: readonly RolePermission[]): readonly Permission[] {
  const permissions = entries.flatMap(({ domains, actions }) =>
    domains.flatMap((domain) =>
      actions.map((action) => ({
        action: removePrefix(actionPrefix, action),
        resource: removePrefix(domainPrefix, domain),
        selectors: null,
      })),
    ),
  );
  return permissionsOf(atomsOf(permissions, facts.canonical));
}

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

/** A role as data sources have it. */
export function describeRole({ id, name, description, rolePermissions, roleType }: Role) {
  return {
    id,
    name,
    description: readAbsentText(description, null),
    permissions: fromRolePermissions(rolePermissions),
    managed: roleType !== "ROLE_TYPE_CUSTOM",
  };
}
