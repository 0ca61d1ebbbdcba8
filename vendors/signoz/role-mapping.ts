import type { roleMapping } from "#access/model/nouns/resources/role-mapping.ts";
import type { AttributesOf } from "#access/schema/definition.ts";
import type { State } from "#access/schema/records.ts";
import { currentRoleName } from "./facts/data/managed-roles.ts";
import type { RoleMapping } from "./wire/role-mapping.ts";

/** A mapping as code says it. */
export type Wanted = Pick<
  State<AttributesOf<typeof roleMapping>>,
  "defaultRole" | "groupMappings" | "useRoleAttribute"
>;

/** As SigNoz stores it. */
export function toWire({ defaultRole, groupMappings, useRoleAttribute }: Wanted): RoleMapping {
  const groups = Object.entries(groupMappings ?? {}).map(([group, role]) => [group, currentRoleName(role)] as const);
  return {
    defaultRole: currentRoleName(defaultRole ?? ""),
    groupMappings: Object.fromEntries(groups),
    useRoleAttribute: useRoleAttribute ?? false,
  };
}

/** The name as code has it, where the vendor's is only another spelling of it. */
function spelled(prior: string | null | undefined, stored: string): string {
  return typeof prior === "string" && currentRoleName(prior) === stored ? prior : stored;
}

function groupsOf(stored: RoleMapping["groupMappings"], prior: Wanted["groupMappings"]): Wanted["groupMappings"] {
  const entries = Object.entries(stored ?? {});
  if (entries.length === 0 && prior === null) return null;
  return Object.fromEntries(entries.map(([group, role]) => [group, spelled(prior?.[group], role)]));
}

/** What SigNoz stores, in the words of `prior`: what is left out there and not said here stays left out. */
export function fromWire({ defaultRole, groupMappings, useRoleAttribute }: RoleMapping, prior: Wanted): Wanted {
  return {
    defaultRole: defaultRole === "" ? null : spelled(prior.defaultRole, defaultRole),
    groupMappings: groupsOf(groupMappings, prior.groupMappings),
    useRoleAttribute: useRoleAttribute || prior.useRoleAttribute !== null ? useRoleAttribute : null,
  };
}

function sorted(groups: RoleMapping["groupMappings"]): readonly (readonly [string, string])[] {
  return Object.entries(groups ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1));
}

export function isSameMapping(left: RoleMapping, right: RoleMapping): boolean {
  const key = ({ groupMappings, ...rest }: RoleMapping): string =>
    JSON.stringify([rest.defaultRole, rest.useRoleAttribute, sorted(groupMappings)]);
  return key(left) === key(right);
}

const whereNoneIsSet = "signoz-viewer";

/** The names of the roles that somebody may get by the mapping; "every" where the identity provider says which. */
export function effectiveRoles(mapping: RoleMapping | null): readonly string[] | "every" {
  if (mapping === null) return [whereNoneIsSet];
  if (mapping.useRoleAttribute) return "every";
  const fallback = mapping.defaultRole === "" ? whereNoneIsSet : mapping.defaultRole;
  return [...new Set([...Object.values(mapping.groupMappings ?? {}), fallback])];
}
