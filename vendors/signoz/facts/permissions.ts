import type { PartialPermission, PermissionFacts, PermissionProblem } from "#access/model/vendors/facts.ts";
import { type Atom, coversPlainly, type Permission } from "#access/model/permissions/permission.ts";
import type { CatalogEntry } from "#access/model/permissions/catalog.ts";
import { type Resource, resources, verbs } from "./data/catalog.ts";
import { managedRoles } from "./data/managed-roles.ts";
import { everySelector, selectorRules } from "./data/limits.ts";
import { canonicalTelemetrySelector, telemetryLadder } from "./telemetry-selectors.ts";

const byKind: ReadonlyMap<string, Resource> = new Map(resources.map((resource) => [resource.kind, resource]));

/** What a permission can be about: nobody can write one about `anonymous`. */
const grantable = resources.filter((resource) => resource.verbs.length > 0).map(({ kind }) => kind);

function joinWords(words: readonly string[]): string {
  return words.join(", ");
}

function findSelectorProblem({ type, kind }: Resource, selector: string): string | undefined {
  const rule = selectorRules[type];
  if (!rule.pattern.test(selector)) return `the selector "${selector}" on ${kind} must be ${rule.says}`;
  if (type !== "telemetryresource") return undefined;
  const canonical = canonicalTelemetrySelector(selector);
  return canonical.kind === "refused" ? `the selector "${selector}" on ${kind}: ${canonical.reason}` : undefined;
}

function findActionProblem(action: string, resource: Resource): string | undefined {
  const legal: readonly string[] = resource.verbs;
  if (legal.includes(action)) return undefined;
  return `${resource.kind} does not have the action "${action}": use one of ${joinWords(legal)}`;
}

function findProblems({ action, resource: kind, selectors }: PartialPermission): readonly PermissionProblem[] {
  const found: PermissionProblem[] = [];
  const resource = kind === undefined ? undefined : byKind.get(kind);
  if (kind !== undefined && (resource === undefined || resource.verbs.length === 0)) {
    found.push({ field: "resource", message: `unknown resource "${kind}": use one of ${joinWords(grantable)}` });
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

function canonical(atom: Atom): Atom {
  if (byKind.get(atom.resource)?.type !== "telemetryresource") return atom;
  const spelled = canonicalTelemetrySelector(atom.selector);
  return spelled.kind === "selector" ? { ...atom, selector: spelled.selector } : atom;
}

// The server checks these two on the whole kind, whatever they are about (vendors/signoz/NOTES.md).
const onWholeKind: ReadonlySet<string> = new Set(["create", "list"]);

function covers(held: Atom, wanted: Atom): boolean {
  if (onWholeKind.has(wanted.action)) return coversPlainly(held, { ...wanted, selector: everySelector });
  if (byKind.get(wanted.resource)?.type !== "telemetryresource") return coversPlainly(held, wanted);
  return telemetryLadder(wanted.selector).some((selector) => coversPlainly(held, { ...wanted, selector }));
}

function managedPermissions(): { readonly [name: string]: readonly Permission[] } {
  const entries = managedRoles.map(({ name, transactions }) => [
    name,
    transactions.map(({ verb, kind }) => ({ action: verb, resource: kind, selectors: null })),
  ]);
  return Object.fromEntries(entries) as { readonly [name: string]: readonly Permission[] };
}

/** The resource of a kind with its type, which is what goes over the wire. */
export function resourceOfKind(kind: string): Resource | undefined {
  return byKind.get(kind);
}

export const permissions: PermissionFacts = {
  problems: findProblems,
  canonical,
  covers,
  managedRoles: managedPermissions(),
};

/** What a role can hold. What holds on all has no selectors here; the server writes it `*`. */
export const catalog: readonly CatalogEntry[] = resources
  .filter((resource) => resource.verbs.length > 0)
  .map(({ type, kind, verbs: actions }) => ({ resource: kind, actions, selectors: selectorRules[type].says }));
