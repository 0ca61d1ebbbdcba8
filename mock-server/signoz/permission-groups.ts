import { resources, verbs } from "#vendors/signoz/facts/data/catalog.ts";
import { resourceKind, selectorRules } from "#vendors/signoz/facts/data/limits.ts";
import { canonicalTelemetrySelector } from "#vendors/signoz/facts/telemetry-selectors.ts";
import type { TransactionGroup } from "#vendors/signoz/wire/role.ts";
import { invalidInput, unknownFault } from "./errors.ts";
import type { GroupRow } from "./tables.ts";

type Resource = (typeof resources)[number];

function refuse(place: string, message: string): never {
  throw invalidInput("invalid_input", `${place}: ${message}`);
}

function resourceOf(type: string, kind: string): Resource | undefined {
  return resources.find((resource) => resource.type === type && resource.kind === kind);
}

function canonicalSelector({ type }: Resource, selector: string, place: string): string {
  const rule = selectorRules[type];
  if (!rule.pattern.test(selector)) refuse(place, `"${selector}" is no selector of ${type}: expected ${rule.says}`);
  if (type !== "telemetryresource") return selector;
  const canonical = canonicalTelemetrySelector(selector);
  return canonical.kind === "selector" ? canonical.selector : refuse(place, canonical.reason);
}

/** In the server's order, the first fault wins: verb, type, kind, the pair and its verb, each selector (signoz.md §2.5). */
function canonicalGroup({ relation, objectGroup }: TransactionGroup, index: number): GroupRow {
  const place = `transactionGroups[${index}]`;
  const { type, kind } = objectGroup.resource;
  if (!verbs.some((verb) => verb === relation)) refuse(`${place}.relation`, `"${relation}" is no verb`);
  if (type === "anonymous" || !resources.some((resource) => resource.type === type)) {
    refuse(`${place}.objectGroup.resource.type`, `"${type}" is no type`);
  }
  if (!resourceKind.pattern.test(kind)) {
    refuse(`${place}.objectGroup.resource.kind`, `a kind is ${resourceKind.says}`);
  }
  const resource = resourceOf(type, kind);
  if (resource === undefined) return refuse(place, `there is no resource ${type}/${kind}`);
  if (!resource.verbs.some((verb) => verb === relation)) refuse(place, `${kind} has no verb "${relation}"`);
  const selectors = objectGroup.selectors.map((selector, position) =>
    canonicalSelector(resource, selector, `${place}.objectGroup.selectors[${position}]`),
  );
  return { relation, objectGroup: { resource: { type, kind }, selectors } };
}

/** The groups as they are stored: in the order and grouping in which they were sent, telemetry selectors canonical. */
export function canonicalGroups(groups: readonly TransactionGroup[]): readonly GroupRow[] {
  return groups.map(canonicalGroup);
}

function tuplesOf(groups: readonly GroupRow[]): readonly string[] {
  return groups.flatMap(({ relation, objectGroup: { resource, selectors } }) =>
    selectors.map((selector) => `${relation} ${resource.type}/${resource.kind} ${selector}`),
  );
}

/**
 * What the authorisation store refuses with a 500: a new permission twice in one write, and `assignee` on a role
 * (signoz.md §1.4, inferred from the vendor's code). What the role already holds is not written again and may repeat.
 */
export function checkWritable(groups: readonly GroupRow[], heldBefore: readonly GroupRow[]): void {
  const held = new Set(tuplesOf(heldBefore));
  const added = tuplesOf(groups).filter((tuple) => !held.has(tuple));
  if (new Set(added).size < added.length) throw unknownFault("the authorisation store refused a tuple that repeats");
  if (added.some((tuple) => tuple.startsWith("assignee "))) {
    throw unknownFault("the authorisation store has no such relation for roles");
  }
}
