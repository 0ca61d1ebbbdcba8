import { resources, verbs } from "#vendors/signoz/facts/data/catalog.ts";
import { resourceKind, selectorRules } from "#vendors/signoz/facts/data/limits.ts";
import type { TransactionGroup } from "#vendors/signoz/wire/role.ts";
import { invalidInput, unnamedError } from "./errors.ts";
import type { Row } from "./instance.ts";
import { readTelemetrySelector, telemetrySelectorForm } from "./telemetry-selectors.ts";

type Resource = (typeof resources)[number];
type GroupColumn = Row<"roles">["transactionGroups"][number];

function refuseAt(place: string, message: string): never {
  throw invalidInput("invalid_input", `${place}: ${message}`);
}

function findResource(type: string, kind: string): Resource | undefined {
  return resources.find((resource) => resource.type === type && resource.kind === kind);
}

function toCanonicalSelector({ type }: Resource, selector: string, place: string): string {
  const rule = selectorRules[type];
  if (!rule.pattern.test(selector))
    refuseAt(place, `"${selector}" is not a selector of ${type}: expected ${rule.says}`);
  if (type !== "telemetryresource") return selector;
  const read = readTelemetrySelector(selector);
  return read ?? refuseAt(place, `"${selector}" is not a selector of ${type}: expected ${telemetrySelectorForm}`);
}

/** Checks in the server's order, the first issue wins: verb, type, kind, the pair and its verb, each selector. */
function toCanonicalGroup({ relation, objectGroup }: TransactionGroup, index: number): GroupColumn {
  const place = `transactionGroups[${index}]`;
  const { type, kind } = objectGroup.resource;
  if (!verbs.some((verb) => verb === relation)) refuseAt(`${place}.relation`, `"${relation}" is not a verb`);
  if (type === "anonymous" || !resources.some((resource) => resource.type === type)) {
    refuseAt(`${place}.objectGroup.resource.type`, `"${type}" is not a type`);
  }
  if (!resourceKind.pattern.test(kind)) {
    refuseAt(`${place}.objectGroup.resource.kind`, `a kind is ${resourceKind.says}`);
  }
  const resource = findResource(type, kind);
  if (resource === undefined) return refuseAt(place, `there is no resource ${type}/${kind}`);
  if (!resource.verbs.some((verb) => verb === relation)) refuseAt(place, `${kind} has no verb "${relation}"`);
  const selectors = objectGroup.selectors.map((selector, position) =>
    toCanonicalSelector(resource, selector, `${place}.objectGroup.selectors[${position}]`),
  );
  return { relation, objectGroup: { resource: { type, kind }, selectors } };
}

/** The groups as they are stored: in the order and grouping in which they were sent, telemetry selectors canonical. */
export function toCanonicalGroups(groups: readonly TransactionGroup[]): readonly GroupColumn[] {
  return groups.map(toCanonicalGroup);
}

function listTuples(groups: readonly GroupColumn[]): readonly string[] {
  return groups.flatMap(({ relation, objectGroup: { resource, selectors } }) =>
    selectors.map((selector) => `${relation} ${resource.type}/${resource.kind} ${selector}`),
  );
}

/**
 * What the authorization store refuses with a 500: a new permission twice in one write, and `assignee` on a role
 * (inferred from the vendor's code). What the role already holds is not written again and may repeat.
 */
export function checkWritable(groups: readonly GroupColumn[], heldBefore: readonly GroupColumn[]): void {
  const held = new Set(listTuples(heldBefore));
  const added = listTuples(groups).filter((tuple) => !held.has(tuple));
  if (new Set(added).size < added.length) throw unnamedError("the authorization store refused a tuple that repeats");
  if (added.some((tuple) => tuple.startsWith("assignee "))) {
    throw unnamedError("the authorization store has no such relation for roles");
  }
}
