import { formerRoleNames } from "./data/managed-roles.ts";

/** What a role mapping stores for a name: the names of former times, in any case, become those of the managed roles. */
export function toCurrentRoleName(name: string): string {
  const former = Object.entries(formerRoleNames).find(([old]) => old === name.toUpperCase());
  return former?.[1] ?? name;
}
