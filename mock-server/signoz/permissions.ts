import type { Kind, Verb } from "#vendors/signoz/facts/data/catalog.ts";
import { zeroId } from "./ids.ts";
import type { Caller } from "./identity.ts";
import type { Instance } from "./instance.ts";
import type { RoleRow } from "./tables.ts";

/** One thing that a call needs. Any one of the selectors satisfies it. */
export interface Check {
  readonly verb: Verb;
  readonly kind: Kind;
  readonly selectors: readonly string[];
}

// A row that holds others is frozen and shared by its table, so what a row grants is worked out once.
const grantsOfRow = new WeakMap<RoleRow, Grants>();

/** Selectors by kind by verb. */
type Grants = ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>>;

function grantsMade({ transactionGroups }: RoleRow): Grants {
  const grants = new Map<string, Map<string, Set<string>>>();
  for (const { relation, objectGroup } of transactionGroups) {
    const { resource, selectors } = objectGroup;
    const kinds = grants.get(relation) ?? new Map<string, Set<string>>();
    const granted = kinds.get(resource.kind) ?? new Set<string>();
    for (const selector of selectors) granted.add(selector);
    grants.set(relation, kinds.set(resource.kind, granted));
  }
  return grants;
}

function grantsOf(role: RoleRow): Grants {
  const known = grantsOfRow.get(role);
  if (known !== undefined) return known;
  const grants = grantsMade(role);
  grantsOfRow.set(role, grants);
  return grants;
}

async function rolesBehind(
  instance: Instance,
  assignments: readonly { readonly roleId: string }[],
): Promise<readonly RoleRow[]> {
  const roles: RoleRow[] = [];
  for (const { roleId } of assignments) {
    const role = await instance.roles.get(roleId);
    if (role !== undefined) roles.push(role);
  }
  return roles;
}

/** The roles that an account is assigned, in the order of assignment. */
export async function rolesOfAccount(instance: Instance, accountId: string): Promise<readonly RoleRow[]> {
  return rolesBehind(instance, await instance.assignments.find("account", accountId));
}

/** The roles that a user is assigned, in the order of assignment. */
export async function rolesOfUser(instance: Instance, userId: string): Promise<readonly RoleRow[]> {
  return rolesBehind(instance, await instance.userRoles.find("user", userId));
}

export function rolesOf(instance: Instance, { userId, accountId }: Caller): Promise<readonly RoleRow[]> {
  return userId === zeroId ? rolesOfAccount(instance, accountId) : rolesOfUser(instance, userId);
}

/** Enterprise: some assigned role holds the verb on one of the selectors (signoz.md §2.6). */
export function holds(roles: readonly RoleRow[], { verb, kind, selectors }: Check): boolean {
  return roles.some((role) => {
    const granted = grantsOf(role).get(verb)?.get(kind);
    return granted !== undefined && selectors.some((selector) => granted.has(selector));
  });
}

/** Whether one of these managed roles is assigned, whatever any role permits. */
export function isAssigned(roles: readonly RoleRow[], names: readonly string[]): boolean {
  return roles.some(({ type, name }) => type === "managed" && names.includes(name));
}
