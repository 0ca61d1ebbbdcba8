import type { roleMapping } from "#access/model/nouns/resources/role-mapping.ts";
import type { AttributesOf } from "#access/schema/definition.ts";
import type { Proposed, State } from "#access/schema/records.ts";
import { isWhollyKnown } from "#access/schema/unknown.ts";
import { toCurrentRoleName } from "./facts/role-names.ts";
import type { RoleMapping } from "./wire/role-mapping.ts";

/** A mapping as written in code. */
export type WantedMapping = Pick<
  State<AttributesOf<typeof roleMapping>>,
  "defaultRole" | "groupMappings" | "useRoleAttribute"
>;

/** The mapping as SigNoz stores it. */
export function toWire({ defaultRole, groupMappings, useRoleAttribute }: WantedMapping): RoleMapping {
  const groups = Object.entries(groupMappings ?? {}).map(([group, role]) => [group, toCurrentRoleName(role)] as const);
  return {
    defaultRole: toCurrentRoleName(defaultRole ?? ""),
    groupMappings: Object.fromEntries(groups),
    useRoleAttribute: useRoleAttribute ?? false,
  };
}

/** Keeps the name as written in code if it means the stored role. */
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

/** Reads a stored mapping with the spellings of `prior`. Attributes left out of `prior` stay null at default values. */
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
  const toKey = ({ groupMappings, ...rest }: RoleMapping): string =>
    JSON.stringify([rest.defaultRole, rest.useRoleAttribute, sortGroups(groupMappings)]);
  return toKey(left) === toKey(right);
}

type Planned = Proposed<AttributesOf<typeof roleMapping>>;

/** Whether a plan knows the whole mapping already. */
export function isMappingKnown(planned: Planned): planned is Planned & WantedMapping {
  return [planned.defaultRole, planned.groupMappings, planned.useRoleAttribute].every(isWhollyKnown);
}
