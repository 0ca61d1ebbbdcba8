import { push } from "#access/graph/connections.ts";
import { covers } from "#access/graph/covering.ts";
import type { HeldRight } from "#access/graph/effective.ts";
import type { Graph } from "#access/graph/graph.ts";
import type { NodeId, Nodes } from "#access/graph/nodes.ts";
import type { Cause, Instance } from "#access/model/statements/instance.ts";
import type { Space } from "#access/model/statements/ref.ts";
import type { AccessChange } from "../../change/access-change.ts";

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

interface Held {
  /** By role: whoever may hold it itself. */
  readonly holders: ReadonlyMap<NodeId, readonly NodeId[]>;
  readonly members: ReadonlyMap<NodeId, readonly NodeId[]>;
}

const heldIn = new WeakMap<Graph, Held>();

/** Asked once for each role that a change touches. */
function indexHeld(graph: Graph): Held {
  const known = heldIn.get(graph);
  if (known !== undefined) return known;
  const holders = new Map<NodeId, NodeId[]>();
  const members = new Map<NodeId, NodeId[]>();
  for (const [node, all] of graph.holdings) {
    for (const { roles } of all) for (const role of roles) push(holders, role, node);
  }
  for (const [node, edges] of graph.groups) for (const { to } of edges) push(members, to, node);
  const held = { holders, members };
  heldIn.set(graph, held);
  return held;
}

/** Everybody who may hold a role, through groups too, in a fixed order. Groups themselves are left out. */
export function listRoleHolders(graph: Graph, role: NodeId): readonly NodeId[] {
  const { holders, members } = indexHeld(graph);
  const found = new Set(holders.get(role));
  // It grows while it is read.
  for (const node of found) for (const member of members.get(node) ?? []) found.add(member);
  return [...found].filter((node) => graph.nodes.get(node)?.space !== "group").sort();
}

/** A role that a change gives other permissions. */
export interface EditedRole {
  readonly instance: Instance;
  /** In the graph after. */
  readonly role: NodeId;
  readonly added: readonly HeldRight[];
  readonly removed: readonly HeldRight[];
  /** What says what it permits. */
  readonly cause: Cause | undefined;
}

function listGranted(graph: Graph, role: NodeId): readonly HeldRight[] {
  const account = graph.nodes.get(role)?.account ?? "";
  return (graph.roles.get(role) ?? []).map(({ atom }) => ({ account, atom, scope: null, paths: [] }));
}

function isUpdatedRole({ type, kind, happening }: Instance): boolean {
  return type === "role" && kind === "resource" && (happening === "updated" || happening === "replaced");
}

/** Roles of which a change edits what they permit. */
export function listEditedRoles({ before, after, matching }: AccessChange): readonly EditedRole[] {
  return after.instances.filter(isUpdatedRole).flatMap((instance): readonly EditedRole[] => {
    const role = findNodeAt(after.graph, "role", instance);
    const old = role === undefined ? undefined : matching.toBefore.get(role);
    if (role === undefined || old === undefined) return [];
    const had = listGranted(before.graph, old);
    const has = listGranted(after.graph, role);
    const isIn = (all: readonly HeldRight[], right: HeldRight, graph: Graph): boolean =>
      all.some((one) => covers(one, right, { graph, bound: "lower" }));
    const added = has.filter((right) => !isIn(had, right, before.graph));
    const removed = had.filter((right) => !isIn(has, right, after.graph));
    if (added.length + removed.length === 0) return [];
    const cause = (after.graph.roles.get(role) ?? []).find((one) => one.cause !== null)?.cause ?? undefined;
    return [{ instance, role, added, removed, cause }];
  });
}
