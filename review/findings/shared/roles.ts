import type { Graph } from "#access/graph/graph.ts";
import type { NodeId, Nodes } from "#access/graph/nodes.ts";
import type { Instance } from "#access/model/statements/instance.ts";
import type { Space } from "#access/model/statements/ref.ts";

const indexes = new WeakMap<Nodes, ReadonlyMap<string, NodeId>>();

const keyOfPlace = (space: Space, kind: string, text: unknown): string => `${space} ${kind} ${String(text)}`;

function indexNodes(nodes: Nodes): ReadonlyMap<string, NodeId> {
  const known = indexes.get(nodes);
  if (known !== undefined) return known;
  const found = new Map<string, NodeId>();
  for (const { id, space, refs } of nodes.all()) {
    for (const { kind, text } of refs) {
      const key = keyOfPlace(space, kind, text);
      if (!found.has(key)) found.set(key, id);
    }
  }
  indexes.set(nodes, found);
  return found;
}

/** The node of an instance, by its address or its id. */
export function findNodeAt({ nodes }: Graph, space: Space, { address, state }: Instance): NodeId | undefined {
  const index = indexNodes(nodes);
  const { id } = state;
  return (
    index.get(keyOfPlace(space, "address", address)) ??
    (typeof id === "string" ? index.get(keyOfPlace(space, "id", id)) : undefined)
  );
}

/** Everybody who may hold a role, through groups too, in a fixed order. Groups themselves are left out. */
export function listRoleHolders(graph: Graph, role: NodeId): readonly NodeId[] {
  const direct = [...graph.holdings].filter(([, all]) => all.some(({ roles }) => roles.includes(role)));
  const holders = new Set(direct.map(([node]) => node));
  for (const [node, edges] of graph.groups) if (edges.some(({ to }) => holders.has(to))) holders.add(node);
  return [...holders].filter((node) => graph.nodes.get(node)?.space !== "group").sort();
}
