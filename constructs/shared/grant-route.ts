import type { VendorFacts } from "#access/model/vendors/facts.ts";
import type { IAccessConstruct } from "./access-provider.ts";
import { refusal } from "./refusal.ts";

/** How a subject is named where it holds a role. */
export type SubjectAttribute = "serviceAccountId" | "memberId" | "groupId";

/**
 * How a role reaches a subject: by a binding of its own, through a group that is made for the subject, or in the list of
 * roles that the account itself has.
 */
export type GrantRoute = "binding" | "group" | "list";

function takes({ nouns }: VendorFacts, type: string, attribute: string): boolean {
  const noun = nouns[type];
  return noun !== undefined && noun.attributes[attribute]?.unsupported === undefined;
}

function routeIn(facts: VendorFacts, attribute: SubjectAttribute): GrantRoute | undefined {
  if (takes(facts, "role_binding", attribute)) return "binding";
  if (takes(facts, "role_binding", "groupId") && takes(facts, "group_membership", attribute)) return "group";
  if (attribute === "serviceAccountId" && takes(facts, "service_account", "roleIds")) return "list";
  return undefined;
}

/** Whether the vendor keeps the roles of an account on the account itself. */
export function keepsRoleList(facts: VendorFacts): boolean {
  return routeIn(facts, "serviceAccountId") === "list";
}

/** @throws AccessError where the vendor has no way to give such a subject a role. */
export function routeOf(subject: IAccessConstruct, attribute: SubjectAttribute): GrantRoute {
  const { facts } = subject.provider;
  const route = routeIn(facts, attribute);
  if (route !== undefined) return route;
  const advice = facts.nouns["role_binding"]?.attributes[attribute]?.unsupported ?? "";
  throw refusal(subject, { code: "unsupported", message: `${facts.title} gives it no roles.`, advice });
}
