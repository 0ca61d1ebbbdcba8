import type { Instance, Row } from "./instance.ts";

// An administrator's role alone is 16 kB of JSON, nested in each read of each of its accounts. Rows never change (a store
// hands out frozen ones), so a role is written out once.
const jsonOfRow = new WeakMap<Row<"roles">, string>();

export function roleJson(role: Row<"roles">): string {
  const known = jsonOfRow.get(role);
  if (known !== undefined) return known;
  const json = JSON.stringify(role);
  jsonOfRow.set(role, json);
  return json;
}

/**
 * A document's members beside those of its row, which win. The document is text that was read as an object: a deep one
 * can be read, but not written.
 */
export function documentJson(document: string, row: object): string {
  const members = document.trim().slice(1, -1).trim();
  return `{${members}${members === "" ? "" : ","}${JSON.stringify(row).slice(1)}`;
}

/** A row with one more member, whose JSON is at hand. */
function appendMember(
  row: Row<"accounts"> | Row<"assignments"> | Row<"users"> | Row<"userRoles">,
  member: string,
  json: string,
): string {
  return `${JSON.stringify(row).slice(0, -1)},"${member}":${json}}`;
}

export function assignmentJson(assignment: Row<"assignments"> | Row<"userRoles">, role: Row<"roles">): string {
  return appendMember(assignment, "role", roleJson(role));
}

async function assignmentsJson(
  instance: Instance,
  assignments: readonly (Row<"assignments"> | Row<"userRoles">)[],
): Promise<readonly string[]> {
  const nested: string[] = [];
  for (const assignment of assignments) {
    const role = await instance.roles.get(assignment.roleId);
    if (role !== undefined) nested.push(assignmentJson(assignment, role));
  }
  return nested;
}

export async function accountJson(instance: Instance, account: Row<"accounts">): Promise<string> {
  const nested = await assignmentsJson(instance, await instance.assignments.find("account", account.id));
  // Null, not an empty array, where nothing is assigned.
  return appendMember(account, "serviceAccountRoles", nested.length === 0 ? "null" : `[${nested.join(",")}]`);
}

export async function userJson(instance: Instance, user: Row<"users">): Promise<string> {
  const nested = await assignmentsJson(instance, await instance.userRoles.find("user", user.id));
  return appendMember(user, "userRoles", `[${nested.join(",")}]`);
}
