import { type Difference, findDifference } from "#access/graph/broadening.ts";
import { matchNodes } from "#access/graph/matching.ts";
import { findEffectiveRights } from "#access/graph/effective.ts";
import type { Graph } from "#access/graph/graph.ts";
import { listSubjects, nameNodeOf } from "#access/graph/questions.ts";
import { readAccess } from "../read-source.ts";
import { createChange, createPlan } from "./documents.ts";

interface Values {
  readonly [attribute: string]: unknown;
}

/** One object of a plan: what it is before and after, in Terraform's spelling. */
export interface PlannedObject {
  readonly noun: string;
  readonly name: string;
  readonly before?: Values;
  readonly after?: Values;
  /** Attributes that are known when they are applied. */
  readonly unknown?: readonly string[];
  /** @default what `before` and `after` make of it */
  readonly actions?: readonly string[];
}

export const at = "2027-01-01T00:00:00Z";

function chooseActions({ before, after }: PlannedObject): readonly string[] {
  if (before === undefined) return ["create"];
  if (after === undefined) return ["delete"];
  return JSON.stringify(before) === JSON.stringify(after) ? ["no-op"] : ["update"];
}

/** A plan of some objects of one vendor, as `terraform show -json` prints it. */
export function writePlan(vendor: string, objects: readonly PlannedObject[]): string {
  const changes = objects.map((object) => {
    const { noun, name, before = null, after = null, unknown = [], actions = chooseActions(object) } = object;
    const change = createChange(name, actions, { noun });
    const after_unknown = Object.fromEntries(unknown.map((one) => [one, true]));
    return { ...change, change: { actions, before, after, after_unknown } };
  });
  return JSON.stringify(createPlan(changes, [{ key: "access", vendor }]));
}

export interface PlanCase {
  readonly before: Graph;
  readonly after: Graph;
  readonly difference: Difference;
  readonly blind: readonly string[];
  /** What a subject may do, by its name. */
  tell(name: string, bound?: "lower" | "upper"): readonly string[];
}

function tellRights(graph: Graph, name: string, bound: "lower" | "upper"): readonly string[] {
  const subject = listSubjects(graph).find((id) => nameNodeOf(graph, id) === name) ?? "";
  return findEffectiveRights(graph, subject)[bound].map(({ atom }) => {
    if (atom.kind === "act") return `${atom.action} ${atom.resource} ${atom.selector}`;
    return atom.kind === "standing" ? atom.standing : atom.kind;
  });
}

/** Reads a plan on both sides, and compares them. */
export function readPlanCase(vendor: string, objects: readonly PlannedObject[]): PlanCase {
  const text = writePlan(vendor, objects);
  const before = readAccess(text, { side: "before", vendors: [] });
  const after = readAccess(text, { side: "after", vendors: [] });
  const matching = matchNodes(before.graph, after.graph, after.reading.moves);
  return {
    before: before.graph,
    after: after.graph,
    difference: findDifference(before.graph, after.graph, { at, matching }),
    blind: after.blind,
    tell: (name, bound = "lower") => tellRights(after.graph, name, bound),
  };
}

/** The same before and after. */
export function keep(noun: string, name: string, values: Values): PlannedObject {
  return { noun, name, before: values, after: values };
}
