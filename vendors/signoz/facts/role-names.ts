import { formerRoleNames } from "./data/managed-roles.ts";

/** The name that a role mapping stores: former names, in any case, become those of the managed roles. */
export function toCurrentRoleName(name: string): string {
  const former = Object.entries(formerRoleNames).find(([old]) => old === name.toUpperCase());
  return former?.[1] ?? name;
}
