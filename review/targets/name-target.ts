import type { Graph } from "#access/graph/graph.ts";
import { nameNodeOf } from "#access/graph/questions.ts";
import { type Target, writeTarget } from "./target.ts";

/** A target by the name that it has in the graph, and where. */
export function nameTarget(graph: Graph, target: Target): string {
  const where = target.scope === undefined || target.scope === null ? "" : ` in ${nameNodeOf(graph, target.scope)}`;
  return `${target.kind === "role" ? `the role ${nameNodeOf(graph, target.role)}` : writeTarget(target)}${where}`;
}
