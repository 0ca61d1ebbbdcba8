import type { Cause } from "../model/statements/instance.ts";
import { type Edge, type Holding, keyOfSpace } from "./connections.ts";
import type { Bound } from "./covering.ts";
import type { Graph } from "./graph.ts";
import type { NodeId } from "./nodes.ts";

/** The subject, or a group that it is in. */
export interface Membership {
  readonly node: NodeId;
  /** How it came there; null for the subject. */
  readonly from: { readonly membership: Membership; readonly cause: Cause } | null;
  readonly isCertain: boolean;
}

interface Way {
  readonly groups: readonly NodeId[];
  readonly causes: readonly Cause[];
}

const here: Way = { groups: [], causes: [] };

/** The groups on the way from the subject, outermost last, and what says so. */
export function traceMembership(membership: Membership): Way {
  if (membership.from === null) return here;
  const groups: NodeId[] = [];
  const causes: Cause[] = [];
  for (let one: Membership = membership; one.from !== null; one = one.from.membership) {
    groups.push(one.node);
    causes.push(one.from.cause);
  }
  return { groups: groups.reverse(), causes: causes.reverse() };
}

const none: readonly never[] = [];

function keyOfOwnSpace({ nodes }: Graph, id: NodeId): string {
  const node = nodes.get(id);
  return node === undefined ? "" : keyOfSpace(node.account, node.space);
}

/** What a node holds, and what everything in its space may hold. */
export function listHoldings(graph: Graph, id: NodeId): readonly Holding[] {
  const own = graph.holdings.get(id) ?? none;
  if (graph.openHoldings.size === 0) return own;
  const open = graph.openHoldings.get(keyOfOwnSpace(graph, id));
  return open === undefined ? own : [...own, ...open];
}

/** The groups that a node is in, and those in which everything in its space may be. */
export function listEdges(graph: Graph, id: NodeId): readonly Edge[] {
  const own = graph.groups.get(id) ?? none;
  if (graph.openMembers.size === 0) return own;
  const open = graph.openMembers.get(keyOfOwnSpace(graph, id));
  return open === undefined ? own : [...own, ...open];
}

/** The subject and all groups that it is in, those apart that are left out. */
function walkGroups(
  graph: Graph,
  { subject, bound }: Walk,
  leftOut: ReadonlySet<NodeId> = new Set(),
): readonly Membership[] {
  const first: Membership = { node: subject, from: null, isCertain: true };
  if (listEdges(graph, subject).length === 0) return [first];
  const found = new Map<NodeId, Membership>([[subject, first]]);
  for (const membership of found.values()) {
    for (const { to, cause, isCertain } of listEdges(graph, membership.node)) {
      if (found.has(to) || leftOut.has(to) || (bound === "lower" && !isCertain)) continue;
      found.set(to, { node: to, from: { membership, cause }, isCertain: isCertain && membership.isCertain });
    }
  }
  return [...found.values()];
}

interface Walk {
  readonly subject: NodeId;
  readonly bound: Bound;
}

/** The precedences by which something is replaced, for who is in some groups. */
function* listMatched(graph: Graph, matching: readonly NodeId[], bound: Bound) {
  for (const node of matching) yield* graph.precedencesOf.get(node) ?? none;
  if (bound === "upper" || graph.openGroups.size === 0) return;
  // In a group that nobody knows: it may be one of those that replace something.
  const open = new Set(
    matching.flatMap((id) => {
      const account = graph.nodes.get(id)?.account ?? "";
      const spaces = [id, keyOfOwnSpace(graph, id)].flatMap((key) => graph.openGroups.get(key) ?? none);
      return spaces.map((space) => keyOfSpace(account, space));
    }),
  );
  for (const precedence of graph.precedences) {
    const isMeant = precedence.subjects.some((id) => {
      const node = graph.nodes.get(id);
      return node !== undefined && open.has(keyOfSpace(node.account, node.space));
    });
    if (isMeant) yield precedence;
  }
}

/**
 * The subject and its groups. What a matching group replaces is left out: certainly matching for an upper bound, possibly
 * matching for a lower one. What was reached through it alone goes too.
 */
export function listMemberships(graph: Graph, subject: NodeId, bound: Bound): readonly Membership[] {
  if (graph.precedences.length === 0) return walkGroups(graph, { subject, bound });
  const other: Bound = bound === "lower" ? "upper" : "lower";
  const matching = walkGroups(graph, { subject, bound: other }).map(({ node }) => node);
  const replaced = new Set<NodeId>();
  for (const { otherwise, isCertain } of listMatched(graph, matching, bound)) {
    if ((bound === "lower" || isCertain) && otherwise !== subject) replaced.add(otherwise);
  }
  return walkGroups(graph, { subject, bound }, replaced);
}
