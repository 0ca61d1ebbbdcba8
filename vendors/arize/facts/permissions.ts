import type { PartialPermission, PermissionFacts, PermissionProblem } from "#access/model/vendors/facts.ts";
import { coversPlainly, everySelector, type Permission } from "#access/model/permissions/permission.ts";
import { catalog, type CatalogPermission, resources } from "./data/catalog.ts";
import { predefinedRoles } from "./data/managed-roles.ts";

const actionsByResource: ReadonlyMap<string, readonly string[]> = new Map(
  resources.map(({ resource, actions }) => [resource, actions]),
);
const everyAction = [...new Set([...actionsByResource.values()].flat())].sort();

const byName: ReadonlyMap<string, CatalogPermission> = new Map(catalog.map((entry) => [entry.name, entry]));

function explainWholeName(word: string): string {
  const permission = byName.get(word);
  if (permission === undefined) return "";
  return ` "${word}" is a whole permission: its resource is "${permission.resource}", its action "${permission.action}".`;
}

function describeUnknownResource(resource: string): string {
  const known = [...actionsByResource.keys()].join(", ");
  return `unknown resource "${resource}".${explainWholeName(resource)} Use one of ${known}`;
}

function findActionProblem(action: string, resource: string | undefined): string | undefined {
  const legal = resource === undefined ? everyAction : (actionsByResource.get(resource) ?? []);
  if (legal.includes(action)) return undefined;
  const words = `use one of ${legal.join(", ")}`;
  return resource === undefined
    ? `unknown action "${action}": ${words}`
    : `${resource} does not have the action "${action}": ${words}`;
}

function describeSelector(selector: string): string {
  const way = "leave `selectors` out, and bind the role to a space or a project to narrow it";
  return `the selector "${selector}": Arize permissions apply to all resources of a type; ${way}`;
}

function findProblems({ action, resource, selectors }: PartialPermission): readonly PermissionProblem[] {
  const found: PermissionProblem[] = [];
  const isKnown = resource === undefined || actionsByResource.has(resource);
  if (!isKnown) found.push({ field: "resource", message: describeUnknownResource(resource) });
  const refusal = isKnown && action !== undefined ? findActionProblem(action, resource) : undefined;
  if (refusal !== undefined) found.push({ field: "action", message: refusal });
  for (const selector of selectors ?? []) {
    if (selector !== everySelector) found.push({ field: "selectors", message: describeSelector(selector) });
  }
  return found;
}

// A name that this catalog does not know yet is split before its last word, like all known ones.
function toPermission(name: string): Permission {
  const known = byName.get(name);
  if (known !== undefined) return { action: known.action, resource: known.resource, selectors: null };
  const end = name.lastIndexOf("_");
  return { action: name.slice(end + 1), resource: name.slice(0, Math.max(0, end)), selectors: null };
}

export function toPermissions(names: readonly string[]): readonly Permission[] {
  return names.map(toPermission);
}

/** Returns the vendor's names, unique and sorted. */
export function listNames(permissions: readonly Permission[]): readonly string[] {
  return [...new Set(permissions.map(({ action, resource }) => `${resource}_${action}`))].sort();
}

export const permissions: PermissionFacts = {
  problems: findProblems,
  // Each permission has one spelling and implies no other: the vendor's enum is flat (vendors/arize/NOTES.md).
  canonical: (atom) => atom,
  covers: coversPlainly,
  managedRoles: Object.fromEntries(predefinedRoles.map(({ name, permissions: held }) => [name, toPermissions(held)])),
};
