import { quoteValue } from "#access/schema/quoted-value.ts";
import { isUnknown } from "#access/schema/unknown.ts";
import { idTypes, type IdType, mostBindings } from "./data/limits.ts";
import { describeIds, isIdOf } from "./object-ids.ts";

type Loose = { readonly [name: string]: unknown };

function toRecord(value: unknown): Loose | undefined {
  if (typeof value !== "object" || value === null || isUnknown(value)) return undefined;
  return Object.fromEntries(Object.entries(value));
}

function toRows(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) ? value : undefined;
}

function isAbsent(value: unknown): boolean {
  return value === null || value === undefined;
}

function checkId(at: string, id: unknown, type: IdType): readonly string[] {
  if (typeof id !== "string" || isIdOf(type, id)) return [];
  return [`\`${at}\` is ${quoteValue(id)}; it must be ${describeIds(type)}`];
}

function checkRole(at: string, role: unknown): readonly string[] {
  const { type, name, id } = toRecord(role) ?? {};
  switch (type) {
    case "PREDEFINED":
      if (isAbsent(name)) return [`\`${at}.name\` is required where \`${at}.type\` is PREDEFINED`];
      return isAbsent(id) ? [] : [`\`${at}.id\` must not be set where \`${at}.type\` is PREDEFINED`];
    case "CUSTOM":
      if (isAbsent(id)) return [`\`${at}.id\` is required where \`${at}.type\` is CUSTOM`];
      return isAbsent(name)
        ? checkId(`${at}.id`, id, idTypes.role)
        : [`\`${at}.name\` must not be set where \`${at}.type\` is CUSTOM`];
    default:
      return [];
  }
}

function checkCount(at: string, { length }: readonly unknown[]): readonly string[] {
  if (length >= 1 && length <= mostBindings) return [];
  return [`\`${at}\` has ${length} elements; it must have 1 to ${mostBindings}`];
}

function checkUnique(at: string, all: readonly unknown[], name: string): readonly string[] {
  const ids = all.flatMap((one) => toRecord(one)?.[name] ?? []).filter((id) => typeof id === "string");
  const repeated = ids.find((id, index) => ids.indexOf(id) !== index);
  return repeated === undefined ? [] : [`\`${at}\` contains ${repeated} more than once`];
}

function checkSpaces(spaces: unknown): readonly string[] {
  const at = "access.organizations.spaces";
  const all = toRows(spaces);
  if (all === undefined) return [];
  const each = all.flatMap((one) => {
    const { spaceId, role } = toRecord(one) ?? {};
    return [...checkId(`${at}.space_id`, spaceId, idTypes.space), ...checkRole(`${at}.role`, role)];
  });
  return [...checkCount(at, all), ...checkUnique(at, all, "spaceId"), ...each];
}

/** Lists what is wrong with the known values. */
export function findAccessFaults(access: unknown): readonly string[] {
  const { organizations } = toRecord(access) ?? {};
  const at = "access.organizations";
  const all = toRows(organizations);
  if (all === undefined) return [];
  const each = all.flatMap((one) => {
    const { orgId, spaces } = toRecord(one) ?? {};
    return [...checkId(`${at}.org_id`, orgId, idTypes.organization), ...checkSpaces(spaces)];
  });
  return [...checkCount(at, all), ...checkUnique(at, all, "orgId"), ...each];
}

/** Lists each organization and space if both ids are known. */
export function listKnownPlaces(access: unknown): readonly { readonly orgId: string; readonly spaceId: string }[] {
  const { organizations } = toRecord(access) ?? {};
  return (toRows(organizations) ?? []).flatMap((one) => {
    const { orgId, spaces } = toRecord(one) ?? {};
    return (toRows(spaces) ?? []).flatMap((space) => {
      const spaceId = toRecord(space)?.["spaceId"];
      return typeof orgId === "string" && typeof spaceId === "string" ? [{ orgId, spaceId }] : [];
    });
  });
}

export interface KnownOrganization {
  readonly orgId: string;
  /** Undefined if it is not set. */
  readonly level: string | undefined;
  readonly spaceIds: readonly string[];
}

/** Lists each organization whose id, level and spaces are known. */
export function listKnownOrganizations(access: unknown): readonly KnownOrganization[] {
  const { organizations } = toRecord(access) ?? {};
  return (toRows(organizations) ?? []).flatMap((one) => {
    const { orgId, role, spaces } = toRecord(one) ?? {};
    const ids = toRows(spaces)?.map((space) => toRecord(space)?.["spaceId"]) ?? [];
    const spaceIds = ids.filter((id) => typeof id === "string");
    const isKnown = typeof orgId === "string" && !isUnknown(role) && ids.length > 0 && spaceIds.length === ids.length;
    return isKnown ? [{ orgId, level: typeof role === "string" ? role : undefined, spaceIds }] : [];
  });
}
