import type { AccessFacts } from "../model/statements/graph-facts.ts";
import type { Need } from "../model/statements/power.ts";
import type { RightAtom } from "../model/statements/right.ts";
import type { Holding } from "./connections.ts";
import type { Bound } from "./covering.ts";
import { listGivenAtoms } from "./effective.ts";
import type { Graph } from "./graph.ts";
import { listHoldings, listMemberships } from "./memberships.ts";
import type { NodeId } from "./nodes.ts";
import { TargetIndex } from "./reach-targets.ts";

/** What needs of steps something may meet: any at all, or these. */
type Uses = "any" | readonly Need[];

const none: readonly Need[] = [];

function listUses(atoms: readonly RightAtom[], index: TargetIndex): Uses {
  if (atoms.some(({ kind }) => kind === "anything")) return "any";
  const needs = atoms.flatMap((atom) => index.listUses(atom));
  return needs.length === 0 ? none : [...new Set(needs)];
}

/** What is known of one account of a graph, because each of its subjects is asked about. */
interface KnownAccount {
  readonly index: TargetIndex;
  readonly facts: AccessFacts;
  readonly ofRoles: Map<NodeId, Uses>;
  /** Of what one level gives. */
  readonly ofAtoms: WeakMap<readonly RightAtom[], Uses>;
}

const known = new WeakMap<Graph, Map<string, KnownAccount>>();

function recallAccount(graph: Graph, account: string, bound: Bound): KnownAccount | undefined {
  const facts = graph.facts.get(account);
  if (facts === undefined) return undefined;
  const ofGraph = known.get(graph) ?? new Map<string, KnownAccount>();
  known.set(graph, ofGraph);
  const key = `${bound} ${account}`;
  const found = ofGraph.get(key) ?? createKnown(new TargetIndex(graph, account, bound), facts);
  ofGraph.set(key, found);
  return found;
}

function createKnown(index: TargetIndex, facts: AccessFacts): KnownAccount {
  return { index, facts, ofRoles: new Map(), ofAtoms: new WeakMap() };
}

function useAtoms(atoms: readonly RightAtom[], { index, ofAtoms }: KnownAccount): Uses {
  const uses = ofAtoms.get(atoms) ?? listUses(atoms, index);
  ofAtoms.set(atoms, uses);
  return uses;
}

function useRole(role: NodeId, graph: Graph, { index, ofRoles }: KnownAccount): Uses {
  let uses = ofRoles.get(role);
  if (uses === undefined) {
    uses = listUses(
      (graph.roles.get(role) ?? []).map(({ atom }) => atom),
      index,
    );
    ofRoles.set(role, uses);
  }
  return uses;
}

function useHolding(holding: Holding, graph: Graph, account: KnownAccount): readonly Uses[] {
  if (holding.grant.kind === "role" && !holding.isOpen) {
    return holding.roles.map((role) => useRole(role, graph, account));
  }
  return listGivenAtoms(holding, graph, account.facts).map((atoms) => useAtoms(atoms, account));
}

/** Whether it may be a group that gives a standing to whoever is in it, by its name. */
export function mayStand({ nodes, facts }: Graph, id: NodeId): boolean {
  const node = nodes.get(id);
  if (node?.space !== "group") return false;
  const standings = facts.get(node.account)?.graph.groupStandings ?? {};
  return (
    Object.keys(standings).length > 0 &&
    (node.names.length === 0 || node.names.some((name) => Object.hasOwn(standings, name)))
  );
}

/**
 * Whether a subject may have all that some step needs: most have not, and come to nothing. Asked before its rights are
 * listed; in doubt it is true.
 */
export function mayBeAble(graph: Graph, subject: NodeId, bound: Bound): boolean {
  const own = recallAccount(graph, graph.nodes.get(subject)?.account ?? "", bound);
  if (own === undefined) return true;
  const met = new Set<Need>();
  for (const { node } of listMemberships(graph, subject, bound)) {
    // A group may be of another account, whose rights are of use there.
    if (graph.nodes.get(node)?.account !== own.index.account || mayStand(graph, node)) return true;
    for (const holding of listHoldings(graph, node)) {
      for (const uses of useHolding(holding, graph, own)) {
        if (uses === "any") return true;
        for (const need of uses) met.add(need);
      }
    }
  }
  return met.size > 0 && own.index.powers.some(({ power }) => power.needs.every((need) => met.has(need)));
}
