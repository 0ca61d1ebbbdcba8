import type { Graph } from "#access/graph/graph.ts";
import type { NodeId } from "#access/graph/nodes.ts";
import type { Instance } from "#access/model/statements/instance.ts";
import type { Space } from "#access/model/statements/ref.ts";

/** The node of an instance, by its address or its id. */
export function findNodeAt(graph: Graph, space: Space, { address, state }: Instance): NodeId | undefined {
  const { id } = state;
  const found = graph.nodes.all().find((node) => {
    if (node.space !== space) return false;
    return node.refs.some(
      (ref) => (ref.kind === "address" && ref.text === address) || (ref.kind === "id" && ref.text === id),
    );
  });
  return found?.id;
}

/** Everybody who may hold a role, through groups too, in a fixed order. Groups themselves are left out. */
export function listRoleHolders(graph: Graph, role: NodeId): readonly NodeId[] {
  const direct = [...graph.holdings].filter(([, all]) => all.some(({ roles }) => roles.includes(role)));
  const holders = new Set(direct.map(([node]) => node));
  for (const [node, edges] of graph.groups) if (edges.some(({ to }) => holders.has(to))) holders.add(node);
  return [...holders].filter((node) => graph.nodes.get(node)?.space !== "group").sort();
}
