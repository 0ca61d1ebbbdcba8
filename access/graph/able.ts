import type { Holding } from "./connections.ts";
import type { Bound } from "./covering.ts";
import type { Graph } from "./graph.ts";
import { listHoldings, listMemberships } from "./memberships.ts";
import type { NodeId } from "./nodes.ts";
import { TargetIndex } from "./reach-targets.ts";

const known = new WeakMap<Graph, Map<string, ReadonlySet<NodeId>>>();

/** The roles of an account that grant something which a step needs. */
function listUsefulRoles(graph: Graph, account: string, bound: Bound): ReadonlySet<NodeId> {
  const ofGraph = known.get(graph) ?? new Map<string, ReadonlySet<NodeId>>();
  known.set(graph, ofGraph);
  const key = `${bound} ${account}`;
  const roles = ofGraph.get(key);
  if (roles !== undefined) return roles;
  const index = new TargetIndex(graph, account, bound);
  const found = new Set<NodeId>();
  for (const id of graph.nodes.listSpace(account, "role")) {
    const granted = graph.roles.get(id) ?? [];
    if (granted.some(({ atom }) => atom.kind === "anything" || index.listUses(atom).length > 0)) found.add(id);
  }
  ofGraph.set(key, found);
  return found;
}

/**
 * Whether a subject may have anything that a step needs: most have not, and come to nothing. Asked before its rights are
 * listed; in doubt it is true.
 */
export function mayBeAble(graph: Graph, subject: NodeId, bound: Bound): boolean {
  const { nodes, facts } = graph;
  const account = nodes.get(subject)?.account;
  if (account === undefined) return true;
  const useful = listUsefulRoles(graph, account, bound);
  const standings = facts.get(account)?.graph.groupStandings ?? {};
  const isOfUse = ({ grant, roles, isOpen }: Holding): boolean => {
    return grant.kind !== "role" || isOpen || roles.some((role) => useful.has(role));
  };
  return listMemberships(graph, subject, bound).some(({ node }) => {
    const group = nodes.get(node);
    const names = group?.space === "group" ? group.names : undefined;
    const mayStand =
      names !== undefined && (names.length === 0 || names.some((name) => Object.hasOwn(standings, name)));
    return mayStand || listHoldings(graph, node).some(isOfUse);
  });
}
