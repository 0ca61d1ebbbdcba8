import { invalidInput } from "./errors.ts";
import { checkSelectorId } from "./ids.ts";
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

/** Finds the objects that a permission is tested on, each of them to be passed. Throws 400 or 404 where an id does not resolve. */
export type Target = (instance: Instance, asked: Asked) => readonly Resolved[] | Promise<readonly Resolved[]>;

const everyResolved: readonly Resolved[] = [{ selectors: ["*"], named: undefined }];

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

async function resolveRole(instance: Instance, id: string): Promise<readonly Resolved[]> {
  const role = await getRole(instance, id);
  return [{ selectors: [role.name, "*"], named: role.id }];
}

function resolveObject(id: string): readonly Resolved[] {
  return [{ selectors: [checkSelectorId(id), "*"], named: id }];
}

function resolveRoles(names: readonly string[]): readonly Resolved[] {
  return names.map((name) => ({ selectors: [...new Set([name, "*"])], named: name === "*" ? undefined : name }));
}

export const everyObject: Target = () => everyResolved;

export function objectInPath(parameter: string): Target {
  return (_instance, { params }) => resolveObject(params[parameter] ?? "");
}

export function roleInPath(parameter: string): Target {
  return (instance, { params }) => resolveRole(instance, params[parameter] ?? "");
}

export const accountInBody: Target = (_instance, { body }) => {
  const accountId = readBodyMember(body, "serviceAccountId");
  if (accountId === "") throw invalidInput("invalid_resource_id", "serviceAccountId is missing");
  return resolveObject(accountId);
};

export function roleInBody(member: string): Target {
  return (instance, { body }) => resolveRole(instance, readBodyMember(body, member));
}

export const accountOfAssignment: Target = async (instance, { params: { id = "" } }) =>
  resolveObject((await getAssignment(instance, id)).serviceAccountId);

export const roleOfAssignment: Target = async (instance, { params: { id = "" } }) =>
  resolveRole(instance, (await getAssignment(instance, id)).roleId);

export const rolesOfMappingInBody: Target = (_instance, { body }) =>
  resolveRoles(listEffectiveRoles(readSentMapping(body)));

export const rolesOfStoredMapping: Target = async (instance, { params: { id = "" } }) =>
  resolveRoles(listEffectiveRoles((await getAuthDomain(instance, checkSelectorId(id))).roleMapping));
