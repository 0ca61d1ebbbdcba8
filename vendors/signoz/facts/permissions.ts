import type {
  PartialPermission,
  PermissionFacts,
  PermissionProblem,
  SelectableObject,
} from "#access/model/vendors/facts.ts";
import { type Atom, coversPlainly, type Permission } from "#access/model/permissions/permission.ts";
import type { CatalogEntry } from "#access/model/permissions/catalog.ts";
import { type Resource, resources, verbs } from "./data/catalog.ts";
import { managedRoles } from "./data/managed-roles.ts";
import { everySelector, selectorRules } from "./data/limits.ts";
import { canonicalizeTelemetrySelector, listCoveringSelectors } from "./telemetry-selectors.ts";

const resourcesByKind: ReadonlyMap<string, Resource> = new Map(resources.map((resource) => [resource.kind, resource]));

/** Without `anonymous`, which has no verbs. */
const grantableKinds = resources.filter((resource) => resource.verbs.length > 0).map(({ kind }) => kind);

function joinWords(words: readonly string[]): string {
  return words.join(", ");
}

function findSelectorProblem({ type, kind }: Resource, selector: string): string | undefined {
  const rule = selectorRules[type];
  if (!rule.pattern.test(selector)) return `the selector "${selector}" on ${kind} must be ${rule.says}`;
  if (type !== "telemetryresource") return undefined;
  const canonical = canonicalizeTelemetrySelector(selector);
  return canonical.kind === "refused" ? `the selector "${selector}" on ${kind}: ${canonical.reason}` : undefined;
}

function findActionProblem(action: string, resource: Resource): string | undefined {
  const legal: readonly string[] = resource.verbs;
  if (legal.includes(action)) return undefined;
  return `${resource.kind} does not have the action "${action}": use one of ${joinWords(legal)}`;
}

function findProblems({ action, resource: kind, selectors }: PartialPermission): readonly PermissionProblem[] {
  const found: PermissionProblem[] = [];
  const resource = kind === undefined ? undefined : resourcesByKind.get(kind);
  if (kind !== undefined && (resource === undefined || resource.verbs.length === 0)) {
    found.push({ field: "resource", message: `unknown resource "${kind}": use one of ${joinWords(grantableKinds)}` });
    return found;
  }
  if (resource === undefined) {
    const isVerb = action === undefined || (verbs as readonly string[]).includes(action);
    if (!isVerb) found.push({ field: "action", message: `unknown action "${action}": use one of ${joinWords(verbs)}` });
    return found;
  }
  const refusal = action === undefined ? undefined : findActionProblem(action, resource);
  if (refusal !== undefined) found.push({ field: "action", message: refusal });
  for (const selector of selectors ?? []) {
    const message = findSelectorProblem(resource, selector);
    if (message !== undefined) found.push({ field: "selectors", message });
  }
  return found;
}

function canonicalize(atom: Atom): Atom {
  if (resourcesByKind.get(atom.resource)?.type !== "telemetryresource") return atom;
  const spelled = canonicalizeTelemetrySelector(atom.selector);
  return spelled.kind === "selector" ? { ...atom, selector: spelled.selector } : atom;
}

// The server always checks these two on the whole kind (vendors/signoz/NOTES.md).
const wholeKindActions: ReadonlySet<string> = new Set(["create", "list"]);

function covers(held: Atom, wanted: Atom): boolean {
  if (wholeKindActions.has(wanted.action)) return coversPlainly(held, { ...wanted, selector: everySelector });
  if (resourcesByKind.get(wanted.resource)?.type !== "telemetryresource") return coversPlainly(held, wanted);
  return listCoveringSelectors(wanted.selector).some((selector) => coversPlainly(held, { ...wanted, selector }));
}

function listManagedPermissions(): { readonly [name: string]: readonly Permission[] } {
  const entries = managedRoles.map(({ name, transactions }) => [
    name,
    transactions.map(({ verb, kind }) => ({ action: verb, resource: kind, selectors: null })),
  ]);
  return Object.fromEntries(entries) as { readonly [name: string]: readonly Permission[] };
}

export function findResource(kind: string): Resource | undefined {
  return resourcesByKind.get(kind);
}

function selectObjects(kind: Resource["kind"], by: SelectableObject["by"]): SelectableObject {
  const actions: readonly string[] = resourcesByKind.get(kind)?.verbs ?? [];
  return { resource: kind, by, actions: actions.filter((action) => !wholeKindActions.has(action)) };
}

export const permissions: PermissionFacts = {
  problems: findProblems,
  canonical: canonicalize,
  covers,
  objects: {
    service_account: selectObjects("serviceaccount", "id"),
    role: selectObjects("role", "name"),
  },
  managedRoles: listManagedPermissions(),
};

/** All permissions that a role can have. */
export const catalog: readonly CatalogEntry[] = resources
  .filter((resource) => resource.verbs.length > 0)
  .map(({ type, kind, verbs: actions }) => ({ resource: kind, actions, selectors: selectorRules[type].says }));
