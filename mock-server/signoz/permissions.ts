import type { Kind, Verb } from "#vendors/signoz/facts/data/catalog.ts";
import type { Caller } from "./identity.ts";
import { zeroId } from "./ids.ts";
import type { Instance, Row } from "./instance.ts";

/** One thing that a call needs. Any one of the selectors satisfies it. */
export interface Check {
  readonly verb: Verb;
  readonly kind: Kind;
  readonly selectors: readonly string[];
}

// A row that holds others is frozen and shared by its table, so what a row grants is worked out once.
const grantsOfRow = new WeakMap<Row<"roles">, Grants>();

/** Selectors by kind by verb. */
type Grants = ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>>;

function indexGrants({ transactionGroups }: Row<"roles">): Grants {
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

function findGrants(role: Row<"roles">): Grants {
  const known = grantsOfRow.get(role);
  if (known !== undefined) return known;
  const grants = indexGrants(role);
  grantsOfRow.set(role, grants);
  return grants;
}

async function listRoles(
  instance: Instance,
  assignments: readonly { readonly roleId: string }[],
): Promise<readonly Row<"roles">[]> {
  const roles: Row<"roles">[] = [];
  for (const { roleId } of assignments) {
    const role = await instance.roles.get(roleId);
    if (role !== undefined) roles.push(role);
  }
  return roles;
}

/** The roles that an account is assigned, in the order of assignment. */
export async function listAccountRoles(instance: Instance, accountId: string): Promise<readonly Row<"roles">[]> {
  return listRoles(instance, await instance.assignments.find("account", accountId));
}

/** The roles that a user is assigned, in the order of assignment. */
export async function listUserRoles(instance: Instance, userId: string): Promise<readonly Row<"roles">[]> {
  return listRoles(instance, await instance.userRoles.find("user", userId));
}

export function listCallerRoles(instance: Instance, { userId, accountId }: Caller): Promise<readonly Row<"roles">[]> {
  return userId === zeroId ? listAccountRoles(instance, accountId) : listUserRoles(instance, userId);
}

/** Enterprise: some assigned role holds the verb on one of the selectors. */
export function holds(roles: readonly Row<"roles">[], { verb, kind, selectors }: Check): boolean {
  return roles.some((role) => {
    const granted = findGrants(role).get(verb)?.get(kind);
    return granted !== undefined && selectors.some((selector) => granted.has(selector));
  });
}

/** Whether one of these managed roles is assigned, whatever any role permits. */
export function isAssigned(roles: readonly Row<"roles">[], names: readonly string[]): boolean {
  return roles.some(({ type, name }) => type === "managed" && names.includes(name));
}
