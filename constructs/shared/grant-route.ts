import { toSnakeCase } from "#access/schema/names.ts";
import type { VendorFacts } from "#access/model/vendors/facts.ts";
import type { IAccessConstruct } from "../access-provider.ts";
import { createConstructError } from "./construct-error.ts";

/** The argument of a role binding that refers to the subject. */
export type SubjectAttribute = "serviceAccountId" | "memberId" | "groupId";

/**
 * How a role reaches a subject: by a separate role binding, by a group for the subject, or by the list of roles on
 * the account.
 */
export type GrantRoute = "binding" | "group" | "list";

function supports({ nouns }: VendorFacts, type: string, attribute: string): boolean {
  const noun = nouns[type];
  return noun !== undefined && noun.attributes[attribute]?.unsupported === undefined;
}

function routeAtVendor(facts: VendorFacts, attribute: SubjectAttribute): GrantRoute | undefined {
  if (supports(facts, "role_binding", attribute)) return "binding";
  if (supports(facts, "role_binding", "groupId") && supports(facts, "group_membership", attribute)) return "group";
  if (attribute === "serviceAccountId" && supports(facts, "service_account", "roleIds")) return "list";
  return undefined;
}

/** Whether the vendor keeps the roles of an account on the account itself. */
export function keepsRoleList(facts: VendorFacts): boolean {
  return routeAtVendor(facts, "serviceAccountId") === "list";
}

/** `memberId` → "a member". */
function describeSubject(attribute: SubjectAttribute): string {
  return `a ${toSnakeCase(attribute).replace(/_id$/, "").replaceAll("_", " ")}`;
}

/** @throws AccessError if the vendor cannot grant roles to such a subject */
export function findGrantRoute(subject: IAccessConstruct, attribute: SubjectAttribute): GrantRoute {
  const { facts } = subject.provider;
  const route = routeAtVendor(facts, attribute);
  if (route !== undefined) return route;
  const advice =
    facts.nouns["role_binding"]?.attributes[attribute]?.unsupported ??
    `Grant the role to a subject of another kind that ${facts.title} supports.`;
  const message = `${facts.title} cannot grant roles to ${describeSubject(attribute)}.`;
  throw createConstructError(subject, { code: "unsupported", message, advice });
}
