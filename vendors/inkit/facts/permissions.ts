import type { PartialPermission, PermissionFacts, PermissionProblem } from "#access/model/vendors/facts.ts";
import { type Atom, coversPlainly, type Permission } from "#access/model/permissions/permission.ts";
import { permissionNames } from "./data/catalog.ts";
import { standardRoles } from "./data/managed-roles.ts";
import { splitPermissionName } from "./permission-names.ts";

function actionsByResource(): ReadonlyMap<string, readonly string[]> {
  const byResource = new Map<string, string[]>();
  for (const { resource, action } of permissionNames.map(splitPermissionName)) {
    byResource.set(resource, [...(byResource.get(resource) ?? []), action]);
  }
  return byResource;
}

const actionsOf = actionsByResource();
const everyAction: readonly string[] = [...new Set([...actionsOf.values()].flat())];

function joinWords(words: Iterable<string>): string {
  return [...words].join(", ");
}

// The vendor's own table prints a capital first letter.
function describeUnknownResource(resource: string): string {
  const lower = resource.toLowerCase();
  if (actionsOf.has(lower)) return `unknown resource "${resource}": Inkit spells it "${lower}"`;
  return `unknown resource "${resource}": use one of ${joinWords(actionsOf.keys())}`;
}

function findActionProblem(action: string, resource: string | undefined): string | undefined {
  const legal = resource === undefined ? everyAction : (actionsOf.get(resource) ?? []);
  if (legal.includes(action)) return undefined;
  if (resource === undefined) return `unknown action "${action}": use one of ${joinWords(legal)}`;
  return `${resource} does not have the action "${action}": use one of ${joinWords(legal)}`;
}

function findProblems({ action, resource, selectors }: PartialPermission): readonly PermissionProblem[] {
  const found: PermissionProblem[] = [];
  if (resource !== undefined && !actionsOf.has(resource)) {
    found.push({ field: "resource", message: describeUnknownResource(resource) });
  } else {
    const message = action === undefined ? undefined : findActionProblem(action, resource);
    if (message !== undefined) found.push({ field: "action", message });
  }
  if (selectors !== undefined && selectors.length > 0) {
    const message = `Inkit permissions apply to the whole organization: leave selectors out`;
    found.push({ field: "selectors", message });
  }
  return found;
}

function canonical(atom: Atom): Atom {
  return atom;
}

// Whoever may edit a key may generate its secret again too (inferred: the vendor's pages name either permission).
const editsKeys = { action: "update", resource: "service-accounts" };
const generates = { action: "refresh", resource: "api-keys" };

function covers(held: Atom, wanted: Atom): boolean {
  const isGenerating = wanted.action === generates.action && wanted.resource === generates.resource;
  return coversPlainly(held, wanted) || (isGenerating && coversPlainly(held, { ...wanted, ...editsKeys }));
}

function managedPermissions(): { readonly [name: string]: readonly Permission[] } {
  return Object.fromEntries(
    standardRoles.map(({ name, permissions }) => [
      name,
      permissions.map((permission): Permission => ({ ...splitPermissionName(permission), selectors: null })),
    ]),
  );
}

export const permissions: PermissionFacts = {
  problems: findProblems,
  canonical,
  covers,
  managedRoles: managedPermissions(),
};
