import { mayStand } from "#access/graph/able.ts";
import { covers } from "#access/graph/covering.ts";
import { findEffectiveRights, type HeldRight, listGivenAtoms } from "#access/graph/effective.ts";
import type { Graph } from "#access/graph/graph.ts";
import { listHoldings, listMemberships } from "#access/graph/memberships.ts";
import type { NodeId } from "#access/graph/nodes.ts";
import type { RightAtom } from "#access/model/statements/right.ts";
import { recallAnswer } from "../../targets/recall-reach.ts";

/** Whether a right passes every check of the vendor, in the whole account. */
export function isEverything(right: HeldRight, graph: Graph): boolean {
  if (right.atom.kind !== "standing") return false;
  const wanted = { account: right.account, atom: { kind: "anything" } as const, scope: null };
  return covers(right, wanted, { graph, bound: "lower" });
}

const topRoles = new WeakMap<Graph, Map<NodeId, boolean>>();

function isTop(atom: RightAtom, account: string, graph: Graph): boolean {
  return atom.kind === "standing" && isEverything({ account, atom, scope: null, paths: [] }, graph);
}

/** Whether a role gives everything: few do. */
function givesTop(graph: Graph, role: NodeId): boolean {
  const known = topRoles.get(graph) ?? new Map<NodeId, boolean>();
  topRoles.set(graph, known);
  const account = graph.nodes.get(role)?.account ?? "";
  const gives = known.get(role) ?? (graph.roles.get(role) ?? []).some(({ atom }) => isTop(atom, account, graph));
  known.set(role, gives);
  return gives;
}

/** Asked before all rights of a subject are listed: most administer nothing. In doubt it is true. */
function mayAdminister(graph: Graph, subject: NodeId): boolean {
  return listMemberships(graph, subject, "lower").some(({ node }) => {
    const account = graph.nodes.get(node)?.account ?? "";
    const facts = graph.facts.get(account);
    if (facts === undefined) return false;
    return (
      mayStand(graph, node) ||
      listHoldings(graph, node).some((holding) => {
        if (holding.grant.kind === "role") return holding.roles.some((role) => givesTop(graph, role));
        return listGivenAtoms(holding, graph, facts).some((atoms) => atoms.some((atom) => isTop(atom, account, graph)));
      })
    );
  });
}

const none: readonly HeldRight[] = [];

/** The rights, if there are any, by which a subject certainly administers its account. */
export function findAdministration(graph: Graph, subject: NodeId): readonly HeldRight[] {
  return recallAnswer(graph, `administration of ${subject}`, () => {
    if (!mayAdminister(graph, subject)) return none;
    return findEffectiveRights(graph, subject).lower.filter((right) => isEverything(right, graph));
  });
}
