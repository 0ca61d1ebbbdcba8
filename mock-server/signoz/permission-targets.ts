import { roleName } from "#vendors/signoz/facts/data/limits.ts";
import { invalidInput } from "./errors.ts";
import { checkSelectorId, parseId } from "./ids.ts";
import type { Instance } from "./instance.ts";
import { getAssignment, getAuthDomain, getRole } from "./lookups.ts";
import { listEffectiveRoles, readSentMapping } from "./role-mapping.ts";

/** What is read of a request before anything else. */
export interface Asked {
  readonly params: Readonly<Record<string, string>>;
  readonly body: string;
}

/** One object that a permission is tested on. */
export interface Resolved {
  /** Any one of them satisfies the check. */
  readonly selectors: readonly string[];
  /** What a refusal names; for roles the id, although the selector is the name. */
  readonly named: string | undefined;
}

/** The objects that a permission is tested on, each of them to be passed. Both steps throw 400 or 404 where an id does not resolve. */
export interface Target {
  /** Which objects the request names: read before anything of the same declaration is tested. */
  list(instance: Instance, asked: Asked): readonly string[] | Promise<readonly string[]>;
  /** Just before this object is tested. */
  resolve(instance: Instance, id: string): Resolved | Promise<Resolved>;
}

/** A member of the body as text, before the body is bound: empty where it is missing or the body is not JSON. */
function readBodyMember(body: string, member: string): string {
  try {
    const value: unknown = JSON.parse(body);
    const found: unknown = typeof value === "object" && value !== null ? Reflect.get(value, member) : undefined;
    if (found === undefined || found === null) return "";
    return typeof found === "string" ? found : JSON.stringify(found);
  } catch {
    return "";
  }
}

async function resolveRole(instance: Instance, id: string): Promise<Resolved> {
  const role = await getRole(instance, id);
  return { selectors: [role.name, "*"], named: role.id };
}

function resolveObject(_instance: Instance, id: string): Resolved {
  if (id === "") throw invalidInput("invalid_resource_id", "the id of the resource is missing");
  return { selectors: [checkSelectorId(id), "*"], named: id };
}

function resolveRoleName(_instance: Instance, name: string): Resolved {
  if (name !== "*" && !roleName.pattern.test(name)) {
    throw invalidInput("invalid_selector", `"${name}" is not a selector: expected ${roleName.says}`);
  }
  return { selectors: [...new Set([name, "*"])], named: name === "*" ? undefined : name };
}

export const everyObject: Target = {
  list: () => ["*"],
  resolve: () => ({ selectors: ["*"], named: undefined }),
};

export function objectInPath(parameter: string): Target {
  return { list: (_instance, { params }) => [params[parameter] ?? ""], resolve: resolveObject };
}

export function roleInPath(parameter: string): Target {
  return { list: (_instance, { params }) => [params[parameter] ?? ""], resolve: resolveRole };
}

export function objectInBody(member: string): Target {
  return { list: (_instance, { body }) => [readBodyMember(body, member)], resolve: resolveObject };
}

export function roleInBody(member: string): Target {
  return { list: (_instance, { body }) => [readBodyMember(body, member)], resolve: resolveRole };
}

export const accountOfAssignment: Target = {
  list: async (instance, { params: { id = "" } }) => [(await getAssignment(instance, id)).serviceAccountId],
  resolve: resolveObject,
};

export const roleOfAssignment: Target = {
  list: async (instance, { params: { id = "" } }) => [(await getAssignment(instance, id)).roleId],
  resolve: resolveRole,
};

export const rolesOfMappingInBody: Target = {
  list: (_instance, { body }) => listEffectiveRoles(readSentMapping(body)),
  resolve: resolveRoleName,
};

export const rolesOfStoredMapping: Target = {
  list: async (instance, { params: { id = "" } }) =>
    listEffectiveRoles((await getAuthDomain(instance, parseId(id))).roleMapping),
  resolve: resolveRoleName,
};
