import type { PartialPermission, PermissionFacts, PermissionProblem } from "#access/model/vendors/facts.ts";
import { type Atom, everySelector, type Permission } from "#access/model/permissions/permission.ts";
import { actions, domains } from "./data/catalog.ts";
import { managedRoles } from "./data/managed-roles.ts";

const actionsByDomain: ReadonlyMap<string, readonly string[]> = new Map(
  domains.map(({ domain, actions: own }) => [domain, own]),
);

const noSelectors =
  "Bigeye has no selectors: a permission applies to its whole domain in each workspace where the role is granted. Leave selectors out";

function joinWords(words: Iterable<string>): string {
  return [...words].join(", ");
}

function findProblems({ action, resource, selectors }: PartialPermission): readonly PermissionProblem[] {
  const found: PermissionProblem[] = [];
  const own = resource === undefined ? undefined : actionsByDomain.get(resource);
  if (resource !== undefined && own === undefined) {
    const message = `unknown resource (domain) "${resource}": use one of ${joinWords(actionsByDomain.keys())}`;
    found.push({ field: "resource", message });
  }
  const legal: readonly string[] = own ?? actions;
  if (action !== undefined && !legal.includes(action)) {
    const what = own === undefined ? `unknown action "${action}"` : `${resource} does not have the action "${action}"`;
    found.push({ field: "action", message: `${what}: use one of ${joinWords(legal)}` });
  }
  const selector = selectors?.find((one) => one !== everySelector);
  if (selector !== undefined) {
    found.push({ field: "selectors", message: `the selector "${selector}" is not supported: ${noSelectors}` });
  }
  return found;
}

function includes(held: string, wanted: string): boolean {
  return held === wanted || held === "ALL";
}

// WRITE does not include READ: the vendor documents only ALL as including other actions.
function covers(held: Atom, wanted: Atom): boolean {
  const isOnIt = held.selector === everySelector || held.selector === wanted.selector;
  return isOnIt && includes(held.action, wanted.action) && includes(held.resource, wanted.resource);
}

const managed: { readonly [name: string]: readonly Permission[] } = Object.fromEntries(
  managedRoles.map(({ name, permissions: held }) => [
    name,
    held.map(({ domain, action }) => ({ action, resource: domain, selectors: null })),
  ]),
);

/** Domains are resources. Each right has one spelling. */
export const permissions: PermissionFacts = {
  problems: findProblems,
  canonical: (atom) => atom,
  covers,
  managedRoles: managed,
};
