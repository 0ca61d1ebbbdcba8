import { authDomainUpdate } from "#vendors/signoz/wire/auth-domain.ts";
import type { RoleMapping } from "#vendors/signoz/wire/role-mapping.ts";
import { invalidInput } from "./errors.ts";

const viewer = "signoz-viewer";

const formerNames: Readonly<Record<string, string>> = {
  ADMIN: "signoz-admin",
  EDITOR: "signoz-editor",
  VIEWER: viewer,
};

/** The managed role that a name of former times means; other names as they are. */
function toCurrentName(name: string): string {
  const upper = name.toUpperCase();
  return Object.hasOwn(formerNames, upper) ? (formerNames[upper] ?? name) : name;
}

type Mapping = Readonly<Omit<RoleMapping, "groupMappings">> & {
  readonly groupMappings: Readonly<Record<string, string>> | null;
};

/** The mapping as it is stored. */
export function normalizeMapping(mapping: Mapping | null): RoleMapping | null {
  if (mapping === null) return null;
  const { defaultRole, groupMappings, useRoleAttribute } = mapping;
  const groups = Object.entries(groupMappings ?? {}).map(([group, name]) => [group, toCurrentName(name)] as const);
  return {
    defaultRole: toCurrentName(defaultRole),
    groupMappings: groupMappings === null ? null : Object.fromEntries(groups),
    useRoleAttribute,
  };
}

function readUnbound(body: string): unknown {
  try {
    return Object(JSON.parse(body)).roleMapping;
  } catch {
    // Binding says that the body is not JSON.
    return undefined;
  }
}

/** The mapping of a body that has not been bound. Throws 400 for one that cannot be read. */
export function readSentMapping(body: string): RoleMapping | null {
  const read = authDomainUpdate.shape.roleMapping.safeParse(readUnbound(body));
  if (read.success) return read.data;
  throw invalidInput("invalid_input", "roleMapping cannot be read");
}

/** The roles that the mapping names, without the wildcard. */
export function listNamedRoles(mapping: Mapping | null): readonly string[] {
  const stored = normalizeMapping(mapping);
  if (stored === null) return [];
  const names = [...Object.values(stored.groupMappings ?? {}), stored.defaultRole];
  return [...new Set(names.filter((name) => name !== ""))];
}

/** The roles that the mapping could assign: a caller who writes it must be able to attach them all. */
export function listEffectiveRoles(mapping: Mapping | null): readonly string[] {
  const names = listNamedRoles(mapping);
  if (mapping === null) return [viewer];
  if (mapping.useRoleAttribute) return ["*"];
  return mapping.defaultRole === "" ? [...new Set([...names, viewer])] : names;
}

/** What the identity provider says of somebody who signs in. */
export interface Assertion {
  readonly groups: readonly string[];
  readonly role: string | undefined;
}

/** The names of the roles that somebody gets at the first sign-in; `isRole` says whether there is such a role. */
export function listRolesAtSignIn(
  mapping: Mapping | null,
  { groups, role }: Assertion,
  isRole: (name: string) => boolean,
): readonly string[] {
  const asserted = role === undefined ? "" : toCurrentName(role);
  if (mapping?.useRoleAttribute === true && isRole(asserted)) return [asserted];
  const mappings = mapping?.groupMappings ?? {};
  const matching = groups.filter((group) => Object.hasOwn(mappings, group)).map((group) => mappings[group] ?? "");
  const known = [...new Set(matching)].filter(isRole);
  if (known.length > 0) return known;
  const fallback = mapping?.defaultRole ?? "";
  return [isRole(fallback) ? fallback : viewer];
}
