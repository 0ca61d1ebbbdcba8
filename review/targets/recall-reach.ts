import type { Bound } from "#access/graph/covering.ts";
import type { Graph } from "#access/graph/graph.ts";
import type { NodeId } from "#access/graph/nodes.ts";
import { findReach, type Reach } from "#access/graph/reach.ts";

const reaches = new WeakMap<Graph, Map<string, Reach>>();

/** What somebody could come to: found once, though several rules ask. */
export function recallReach(graph: Graph, subject: NodeId, bound: Bound): Reach {
  const known = reaches.get(graph) ?? new Map<string, Reach>();
  reaches.set(graph, known);
  const key = `${bound}\n${subject}`;
  const found = known.get(key) ?? findReach(graph, subject, bound);
  known.set(key, found);
  return found;
}
