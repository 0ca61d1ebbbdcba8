import { isUnknown } from "#access/schema/unknown.ts";
import { idTypes, type IdType, mostBindings, readObjectId } from "./data/limits.ts";

export const keyAccountLevels = ["ADMIN", "MEMBER"] as const;

export const keyLevels = ["ADMIN", "MEMBER", "READ_ONLY"] as const;
export type KeyLevel = (typeof keyLevels)[number];

type Loose = { readonly [name: string]: unknown };

function record(value: unknown): Loose | undefined {
  if (typeof value !== "object" || value === null || isUnknown(value)) return undefined;
  return Object.fromEntries(Object.entries(value));
}

function rows(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) ? value : undefined;
}

function levelFault(at: string, level: unknown, levels: readonly string[]): readonly string[] {
  if (typeof level !== "string" || levels.includes(level)) return [];
  return [`\`${at}\` is "${level}"; a service key takes ${levels.join(", ")}`];
}

function idFault(at: string, id: unknown, type: IdType): readonly string[] {
  if (typeof id !== "string" || readObjectId(id)?.type === type) return [];
  return [`\`${at}\` is "${id}"; it must be an id of Arize's, base64 of "${type}:NUMBER:CHECKSUM"`];
}

function roleFaults(at: string, role: unknown): readonly string[] {
  const { type, name, id } = record(role) ?? {};
  if (typeof type !== "string") return [];
  const [wanted, other] = type === "PREDEFINED" ? [name, id] : [id, name];
  switch (type) {
    case "PREDEFINED":
    case "CUSTOM": {
      const [needs, not] = type === "PREDEFINED" ? ["name", "id"] : ["id", "name"];
      if (wanted === null || wanted === undefined) return [`\`${at}\` is ${type} and needs \`${needs}\``];
      if (other !== null && other !== undefined) return [`\`${at}\` is ${type}, which has no \`${not}\``];
      return type === "PREDEFINED" ? levelFault(`${at}.name`, name, keyLevels) : idFault(`${at}.id`, id, idTypes.role);
    }
    default:
      return [`\`${at}.type\` is "${type}"; use PREDEFINED for a level, CUSTOM for a role`];
  }
}

function countFault(at: string, { length }: readonly unknown[]): readonly string[] {
  return length >= 1 && length <= mostBindings ? [] : [`\`${at}\` has ${length}; it takes 1 to ${mostBindings}`];
}

function doubleFault(at: string, all: readonly unknown[], name: string): readonly string[] {
  const ids = all.flatMap((one) => record(one)?.[name] ?? []).filter((id) => typeof id === "string");
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  return twice === undefined ? [] : [`\`${at}\` has ${twice} twice`];
}

function spaceFaults(spaces: unknown): readonly string[] {
  const at = "access.organizations.spaces";
  const all = rows(spaces);
  if (all === undefined) return [];
  const each = all.flatMap((one) => {
    const { spaceId, role } = record(one) ?? {};
    return [...idFault(`${at}.space_id`, spaceId, idTypes.space), ...roleFaults(`${at}.role`, role)];
  });
  return [...countFault(at, all), ...doubleFault(at, all, "spaceId"), ...each];
}

/** What no service key can have, as far as it is known; empty where nothing is wrong. */
export function accessFaults(access: unknown): readonly string[] {
  const { accountRole, organizations } = record(access) ?? {};
  const at = "access.organizations";
  const all = rows(organizations) ?? [];
  const each = all.flatMap((one) => {
    const { orgId, role, spaces } = record(one) ?? {};
    const faults = [
      ...idFault(`${at}.org_id`, orgId, idTypes.organization),
      ...levelFault(`${at}.role`, role, keyLevels),
    ];
    return [...faults, ...spaceFaults(spaces)];
  });
  const counts = rows(organizations) === undefined ? [] : [...countFault(at, all), ...doubleFault(at, all, "orgId")];
  return [...levelFault("access.account_role", accountRole, keyAccountLevels), ...counts, ...each];
}

/** Organizations and their spaces, as far as both are known. */
export function knownPlaces(access: unknown): readonly { readonly orgId: string; readonly spaceId: string }[] {
  const { organizations } = record(access) ?? {};
  return (rows(organizations) ?? []).flatMap((one) => {
    const { orgId, spaces } = record(one) ?? {};
    return (rows(spaces) ?? []).flatMap((space) => {
      const spaceId = record(space)?.["spaceId"];
      return typeof orgId === "string" && typeof spaceId === "string" ? [{ orgId, spaceId }] : [];
    });
  });
}
