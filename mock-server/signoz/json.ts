import type { Instance } from "./instance.ts";
import type { AccountRow, AssignmentRow, RoleRow } from "./tables.ts";
import type { UserRoleRow, UserRow } from "./user-tables.ts";

// An administrator's role alone is 16 kB of JSON, nested in each read of each of its accounts. Rows never change (a store
// hands out frozen ones), so a role is written out once.
const jsonOfRow = new WeakMap<RoleRow, string>();

export function roleJson(role: RoleRow): string {
  const known = jsonOfRow.get(role);
  if (known !== undefined) return known;
  const json = JSON.stringify(role);
  jsonOfRow.set(role, json);
  return json;
}

/** A row with one more member, whose JSON is at hand. */
function extended(row: AccountRow | AssignmentRow | UserRow | UserRoleRow, member: string, json: string): string {
  return `${JSON.stringify(row).slice(0, -1)},"${member}":${json}}`;
}

export function assignmentJson(assignment: AssignmentRow | UserRoleRow, role: RoleRow): string {
  return extended(assignment, "role", roleJson(role));
}

async function assignmentsJson(
  instance: Instance,
  assignments: readonly (AssignmentRow | UserRoleRow)[],
): Promise<readonly string[]> {
  const nested: string[] = [];
  for (const assignment of assignments) {
    const role = await instance.roles.get(assignment.roleId);
    if (role !== undefined) nested.push(assignmentJson(assignment, role));
  }
  return nested;
}

export async function accountJson(instance: Instance, account: AccountRow): Promise<string> {
  const nested = await assignmentsJson(instance, await instance.assignments.find("account", account.id));
  // Null, not an empty array, where nothing is assigned (signoz.md §1.1).
  return extended(account, "serviceAccountRoles", nested.length === 0 ? "null" : `[${nested.join(",")}]`);
}

export async function userJson(instance: Instance, user: UserRow): Promise<string> {
  const nested = await assignmentsJson(instance, await instance.userRoles.find("user", user.id));
  return extended(user, "userRoles", `[${nested.join(",")}]`);
}
