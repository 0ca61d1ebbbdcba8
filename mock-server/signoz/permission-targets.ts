import { invalidInput, notFound } from "./errors.ts";
import { parseId, selectorId } from "./ids.ts";
import type { Instance } from "./instance.ts";
import { effectiveRoles, sentMapping } from "./role-mapping.ts";

/** Where the id comes from that a permission is tested on. */
export type Target =
  | "every"
  | "account in path"
  | "key in path"
  | "role in path"
  | "account in body"
  | "role in body"
  | "account of assignment"
  | "role of assignment"
  | "domain in path"
  | "roles of mapping in body"
  | "roles of stored mapping"
  | "dashboard in path"
  | "id in body"
  | "nested role in path";

/** What is read of a request before anything else. */
export interface Asked {
  readonly params: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Resolved {
  /** Any one of them satisfies the check. */
  readonly selectors: readonly string[];
  /** What a refusal names; for roles the id, although the selector is the name. */
  readonly named: string | undefined;
}

const everyObject: readonly Resolved[] = [{ selectors: ["*"], named: undefined }];

/** A member of the body as text, before the body is bound: whatever is not there, or not JSON, is empty. */
function bodyMember(body: string, member: string): string {
  try {
    const value: unknown = JSON.parse(body);
    const found: unknown = typeof value === "object" && value !== null ? Reflect.get(value, member) : undefined;
    if (found === undefined || found === null) return "";
    return typeof found === "string" ? found : JSON.stringify(found);
  } catch {
    return "";
  }
}

async function roleNamed(instance: Instance, id: string): Promise<readonly Resolved[]> {
  const role = await instance.roles.get(parseId(id));
  if (role === undefined) throw notFound("role_not_found", `role ${id} does not exist`);
  return [{ selectors: [role.name, "*"], named: role.id }];
}

function objectNamed(id: string): readonly Resolved[] {
  return [{ selectors: [selectorId(id), "*"], named: id }];
}

function rolesNamed(names: readonly string[]): readonly Resolved[] {
  return names.map((name) => ({ selectors: [...new Set([name, "*"])], named: name === "*" ? undefined : name }));
}

async function rolesOfDomain(instance: Instance, id: string): Promise<readonly Resolved[]> {
  const domain = await instance.authDomains.get(selectorId(id));
  if (domain === undefined) throw notFound("auth_domain_not_found", `auth domain ${id} does not exist`);
  return rolesNamed(effectiveRoles(domain.roleMapping));
}

async function ofAssignment(instance: Instance, id: string, side: "account" | "role"): Promise<readonly Resolved[]> {
  const assignment = await instance.assignments.get(parseId(id));
  if (assignment === undefined) {
    throw notFound("service_account_role_not_found", `service account role ${id} does not exist`);
  }
  return side === "account" ? objectNamed(assignment.serviceAccountId) : roleNamed(instance, assignment.roleId);
}

type Resolution = readonly Resolved[] | Promise<readonly Resolved[]>;

/** The ids that checks are made on, each of them to be passed, or what is wrong with them: 400 or 404. */
export function resolveTarget(instance: Instance, on: Target, { params, body }: Asked): Resolution {
  const { id = "", fid = "", rid = "" } = params;
  switch (on) {
    case "every":
      return everyObject;
    case "account in path":
    case "domain in path":
    case "dashboard in path":
      return objectNamed(id);
    case "key in path":
      return objectNamed(fid);
    case "role in path":
      return roleNamed(instance, id);
    case "account in body": {
      const accountId = bodyMember(body, "serviceAccountId");
      if (accountId === "") throw invalidInput("invalid_resource_id", "serviceAccountId is missing");
      return objectNamed(accountId);
    }
    case "role in body":
      return roleNamed(instance, bodyMember(body, "roleId"));
    case "id in body":
      return roleNamed(instance, bodyMember(body, "id"));
    case "nested role in path":
      return roleNamed(instance, rid);
    case "account of assignment":
      return ofAssignment(instance, id, "account");
    case "role of assignment":
      return ofAssignment(instance, id, "role");
    case "roles of mapping in body":
      return rolesNamed(effectiveRoles(sentMapping(body)));
    case "roles of stored mapping":
      return rolesOfDomain(instance, id);
  }
}
