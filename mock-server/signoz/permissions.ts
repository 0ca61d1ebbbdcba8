import type { Kind, Verb } from "../../vendors/signoz/facts/catalog.ts";
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
const grantsOfRow = new WeakMap<RoleRow, ReadonlySet<string>>();

function grantsOf(role: RoleRow): ReadonlySet<string> {
  const known = grantsOfRow.get(role);
  if (known !== undefined) return known;
  const grants = new Set(
    role.transactionGroups.flatMap(({ relation, objectGroup: { resource, selectors } }) =>
      selectors.map((selector) => `${relation} ${resource.kind} ${selector}`),
    ),
  );
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

export async function rolesOf(instance: Instance, { userId, accountId }: Caller): Promise<readonly RoleRow[]> {
  return userId === zeroId ? rolesOfAccount(instance, accountId) : rolesOfUser(instance, userId);
}

/** Enterprise: some assigned role holds the verb on one of the selectors (signoz.md §2.6). */
export function holds(roles: readonly RoleRow[], { verb, kind, selectors }: Check): boolean {
  return roles.some((role) => {
    const grants = grantsOf(role);
    return selectors.some((selector) => grants.has(`${verb} ${kind} ${selector}`));
  });
}

/** Whether one of these managed roles is assigned, whatever any role permits. */
export function isAssigned(roles: readonly RoleRow[], names: readonly string[]): boolean {
  return roles.some(({ type, name }) => type === "managed" && names.includes(name));
}
