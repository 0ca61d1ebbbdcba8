import type { PartialPermission, PermissionFacts, PermissionProblem } from "#access/model/vendors/facts.ts";
import { type Atom, coversPlainly, type Permission } from "#access/model/permissions/permission.ts";
import { permissionNames } from "./data/catalog.ts";
import { standardRoles } from "./data/managed-roles.ts";
import { splitPermissionName } from "./permission-names.ts";

function groupActions(): ReadonlyMap<string, readonly string[]> {
  const byResource = new Map<string, string[]>();
  for (const { resource, action } of permissionNames.map(splitPermissionName)) {
    byResource.set(resource, [...(byResource.get(resource) ?? []), action]);
  }
  return byResource;
}

const actionsByResource = groupActions();
const everyAction: readonly string[] = [...new Set([...actionsByResource.values()].flat())];

function joinWords(words: Iterable<string>): string {
  return [...words].join(", ");
}

// The vendor's table capitalizes resources.
function describeUnknownResource(resource: string): string {
  const lower = resource.toLowerCase();
  if (actionsByResource.has(lower)) return `unknown resource "${resource}": Inkit spells it "${lower}"`;
  return `unknown resource "${resource}": use one of ${joinWords(actionsByResource.keys())}`;
}

function findActionProblem(action: string, resource: string | undefined): string | undefined {
  const legal = resource === undefined ? everyAction : (actionsByResource.get(resource) ?? []);
  if (legal.includes(action)) return undefined;
  if (resource === undefined) return `unknown action "${action}": use one of ${joinWords(legal)}`;
  return `${resource} does not have the action "${action}": use one of ${joinWords(legal)}`;
}

function findProblems({ action, resource, selectors }: PartialPermission): readonly PermissionProblem[] {
  const found: PermissionProblem[] = [];
  if (resource !== undefined && !actionsByResource.has(resource)) {
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

function canonicalize(atom: Atom): Atom {
  return atom;
}

// A token that may update keys may also generate their secrets (inferred: the vendor's pages name both permissions).
const keyUpdate = { action: "update", resource: "service-accounts" };
const secretRefresh = { action: "refresh", resource: "api-keys" };

function covers(held: Atom, wanted: Atom): boolean {
  const isGenerating = wanted.action === secretRefresh.action && wanted.resource === secretRefresh.resource;
  return coversPlainly(held, wanted) || (isGenerating && coversPlainly(held, { ...wanted, ...keyUpdate }));
}

function listManagedPermissions(): { readonly [name: string]: readonly Permission[] } {
  return Object.fromEntries(
    standardRoles.map(({ name, permissions }) => [
      name,
      permissions.map((permission): Permission => ({ ...splitPermissionName(permission), selectors: null })),
    ]),
  );
}

export const permissions: PermissionFacts = {
  problems: findProblems,
  canonical: canonicalize,
  covers,
  managedRoles: listManagedPermissions(),
};
