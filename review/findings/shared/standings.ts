import { covers } from "#access/graph/covering.ts";
import { findEffectiveRights, type HeldRight } from "#access/graph/effective.ts";
import type { Graph } from "#access/graph/graph.ts";
import type { NodeId } from "#access/graph/nodes.ts";

/** Whether a right passes every check of the vendor, in the whole account. */
export function isEverything(right: HeldRight, graph: Graph): boolean {
  const wanted = { ...right, atom: { kind: "anything" } as const, scope: null };
  return right.atom.kind === "standing" && covers(right, wanted, { graph, bound: "lower" });
}

/** The rights, if there are any, by which a subject certainly administers its account. */
export function findAdministration(graph: Graph, subject: NodeId): readonly HeldRight[] {
  return findEffectiveRights(graph, subject).lower.filter((right) => isEverything(right, graph));
}
