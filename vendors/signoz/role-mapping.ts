import type { roleMapping } from "#access/model/nouns/resources/role-mapping.ts";
import type { AttributesOf } from "#access/schema/definition.ts";
import type { State } from "#access/schema/records.ts";
import { toCurrentRoleName } from "./facts/role-names.ts";
import type { RoleMapping } from "./wire/role-mapping.ts";

/** A mapping as code says it. */
export type WantedMapping = Pick<
  State<AttributesOf<typeof roleMapping>>,
  "defaultRole" | "groupMappings" | "useRoleAttribute"
>;

/** As SigNoz stores it. */
export function toWire({ defaultRole, groupMappings, useRoleAttribute }: WantedMapping): RoleMapping {
  const groups = Object.entries(groupMappings ?? {}).map(([group, role]) => [group, toCurrentRoleName(role)] as const);
  return {
    defaultRole: toCurrentRoleName(defaultRole ?? ""),
    groupMappings: Object.fromEntries(groups),
    useRoleAttribute: useRoleAttribute ?? false,
  };
}

/** The name as code has it, where the vendor's is only another spelling of it. */
function keepSpelling(prior: string | null | undefined, stored: string): string {
  return typeof prior === "string" && toCurrentRoleName(prior) === stored ? prior : stored;
}

function readGroups(
  stored: RoleMapping["groupMappings"],
  prior: WantedMapping["groupMappings"],
): WantedMapping["groupMappings"] {
  const entries = Object.entries(stored ?? {});
  if (entries.length === 0 && prior === null) return null;
  return Object.fromEntries(entries.map(([group, role]) => [group, keepSpelling(prior?.[group], role)]));
}

/** What SigNoz stores, in the words of `prior`: what is left out there and not said here stays left out. */
export function fromWire(
  { defaultRole, groupMappings, useRoleAttribute }: RoleMapping,
  prior: WantedMapping,
): WantedMapping {
  return {
    defaultRole: defaultRole === "" ? null : keepSpelling(prior.defaultRole, defaultRole),
    groupMappings: readGroups(groupMappings, prior.groupMappings),
    useRoleAttribute: useRoleAttribute || prior.useRoleAttribute !== null ? useRoleAttribute : null,
  };
}

function sortGroups(groups: RoleMapping["groupMappings"]): readonly (readonly [string, string])[] {
  return Object.entries(groups ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1));
}

export function isSameMapping(left: RoleMapping, right: RoleMapping): boolean {
  const key = ({ groupMappings, ...rest }: RoleMapping): string =>
    JSON.stringify([rest.defaultRole, rest.useRoleAttribute, sortGroups(groupMappings)]);
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
