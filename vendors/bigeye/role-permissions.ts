import {
  type Atom,
  atomsOf,
  everySelector,
  holdSameRights,
  type Permission,
  permissionsOf,
} from "#access/model/permissions/permission.ts";
import { permissions as facts } from "./facts/permissions.ts";
import type { RolePermission } from "./wire/role.ts";

const domainPrefix = "PERMISSION_DOMAIN_";
const actionPrefix = "PERMISSION_ACTION_";

function without(prefix: string, word: string): string {
  return word.startsWith(prefix) ? word.slice(prefix.length) : word;
}

/** What is sent for a role: each right once, one entry for each domain. */
export function toRolePermissions(permissions: readonly Permission[]): readonly RolePermission[] {
  const byDomain = new Map<string, string[]>();
  for (const { resource, action } of atomsOf(permissions, facts.canonical)) {
    byDomain.set(resource, [...(byDomain.get(resource) ?? []), actionPrefix + action]);
  }
  return [...byDomain].map(([domain, actions]) => ({ domains: [domainPrefix + domain], actions }));
}

/** What a role holds: each entry gives each of its actions on each of its domains. */
export function fromRolePermissions(entries: readonly RolePermission[]): readonly Permission[] {
  const permissions = entries.flatMap(({ domains, actions }) =>
    domains.flatMap((domain) =>
      actions.map((action) => ({
        action: without(actionPrefix, action),
        resource: without(domainPrefix, domain),
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
  const names = (permissions: readonly Permission[]) => new Set(atomsOf(permissions, facts.canonical).map(nameOf));
  const gone = names(taken);
  const stay = names(kept);
  const left = atomsOf(from, facts.canonical).filter((atom) => !gone.has(nameOf(atom)) || stay.has(nameOf(atom)));
  return permissionsOf(left);
}

function holdsAll(permissions: readonly Permission[], wanted: readonly Permission[]): boolean {
  return subtract(wanted, permissions, []).length === 0;
}

export interface OwnPart {
  readonly permissions: readonly Permission[];
  /** Whether what the base holds is there: where it is not, the role is no longer built on it. */
  readonly hasBase: boolean;
}

/**
 * What a role holds by itself. Bigeye tells one list for a custom role and its base together (inferred), so that what the
 * base holds is taken away again, save what the user's own list repeats.
 *
 * @param told what Bigeye tells of the role
 * @param base what its base holds; empty where it has none
 * @param prior what state has as the role's own: its grouping stays while the rights are the same
 */
export function ownPart(
  told: readonly Permission[],
  base: readonly Permission[],
  prior: readonly Permission[] | null,
): OwnPart {
  const hasBase = holdsAll(told, base);
  const own = hasBase ? subtract(told, base, prior ?? []) : told;
  const isSame = prior !== null && holdSameRights(prior, own, facts.canonical);
  return { permissions: isSame ? prior : own, hasBase };
}

/** The same rights, where they hold on one workspace only. Bigeye itself has no selectors: this is for comparing alone. */
export function onWorkspace(permissions: readonly Permission[], workspace: string | undefined): readonly Permission[] {
  const selectors = [workspace ?? everySelector];
  return permissions.map(({ action, resource }) => ({ action, resource, selectors }));
}
