import type { PartialPermission, PermissionFacts, PermissionProblem } from "#access/model/vendors/facts.ts";
import { coversPlainly, everySelector, type Permission } from "#access/model/permissions/permission.ts";
import { permissionNamed, resources } from "./data/catalog.ts";
import { predefinedRoles } from "./data/managed-roles.ts";

const actionsOf: ReadonlyMap<string, readonly string[]> = new Map(
  resources.map(({ resource, actions }) => [resource, actions]),
);
const everyAction = [...new Set([...actionsOf.values()].flat())].sort();

/** A permission that is written as one word has the resource in front. */
function wholeName(word: string): string {
  const permission = permissionNamed(word);
  if (permission === undefined) return "";
  return ` "${word}" is a whole permission: its resource is "${permission.resource}", its action "${permission.action}".`;
}

function resourceProblem(resource: string): string {
  const known = [...actionsOf.keys()].join(", ");
  return `there is no resource "${resource}".${wholeName(resource)} Use one of ${known}`;
}

function actionProblem(action: string, resource: string | undefined): string | undefined {
  const legal = resource === undefined ? everyAction : (actionsOf.get(resource) ?? []);
  if (legal.includes(action)) return undefined;
  const words = `use one of ${legal.join(", ")}`;
  return resource === undefined
    ? `"${action}" is no action: ${words}`
    : `${resource} does not have the action "${action}": ${words}`;
}

function selectorProblem(selector: string): string {
  const way = "leave `selectors` out, and bind the role to a space or a project to narrow it";
  return `the selector "${selector}": Arize permissions hold on everything of a kind; ${way}`;
}

function problems({ action, resource, selectors }: PartialPermission): readonly PermissionProblem[] {
  const found: PermissionProblem[] = [];
  const isKnown = resource === undefined || actionsOf.has(resource);
  if (!isKnown) found.push({ field: "resource", message: resourceProblem(resource) });
  const refusal = isKnown && action !== undefined ? actionProblem(action, resource) : undefined;
  if (refusal !== undefined) found.push({ field: "action", message: refusal });
  for (const selector of selectors ?? []) {
    if (selector !== everySelector) found.push({ field: "selectors", message: selectorProblem(selector) });
  }
  return found;
}

/** As the model has it. A word that this catalog does not know yet is split where all the others are: before its last word. */
function permissionOf(word: string): Permission {
  const known = permissionNamed(word);
  if (known !== undefined) return { action: known.action, resource: known.resource, selectors: null };
  const end = word.lastIndexOf("_");
  return { action: word.slice(end + 1), resource: word.slice(0, Math.max(0, end)), selectors: null };
}

export function permissionsNamed(words: readonly string[]): readonly Permission[] {
  return words.map(permissionOf);
}

/** The words that go over the wire, each once, sorted. */
export function namesOf(permissions: readonly Permission[]): readonly string[] {
  return [...new Set(permissions.map(({ action, resource }) => `${resource}_${action}`))].sort();
}

export const permissions: PermissionFacts = {
  problems,
  // One spelling each, and none implies another: the vendor's enum is flat (arize.md §4).
  canonical: (atom) => atom,
  covers: coversPlainly,
  managedRoles: Object.fromEntries(
    predefinedRoles.map(({ name, permissions: held }) => [name, permissionsNamed(held)]),
  ),
};
