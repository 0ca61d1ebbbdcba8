import type { AccessFacts } from "../model/statements/graph-facts.ts";
import type { Cause } from "../model/statements/instance.ts";
import { keyOfRight, type Right, type RightAtom } from "../model/statements/right.ts";
import type { Bound } from "./covering.ts";
import type { Graph, Holding } from "./graph.ts";
import type { NodeId } from "./nodes.ts";
import { boundPermissions, type Granted } from "./role-rights.ts";

/** One way to a right: what says it, from the subject to the role. */
export interface Path {
  readonly causes: readonly Cause[];
  /** Those of the causes that give it to the subject, without what the role is. */
  readonly given: readonly Cause[];
  /** The groups on the way, outermost last. */
  readonly groups: readonly NodeId[];
  readonly role: NodeId | null;
  readonly reason: string | null;
  readonly until: string | null;
  /** It rests on a conclusion of ours. */
  readonly isInferred: boolean;
}

/** A right with every way to it. */
export interface HeldRight extends Right {
  readonly paths: readonly Path[];
}

/** What a subject may do: at least, and at most. */
export interface EffectiveRights {
  /** What certainly holds. Part of `upper`. */
  readonly lower: readonly HeldRight[];
  readonly upper: readonly HeldRight[];
}

interface Membership {
  readonly node: NodeId;
  readonly groups: readonly NodeId[];
  readonly causes: readonly Cause[];
}

/** The subject and all groups that it is in, the ways of precedence apart. */
function walkGroups(graph: Graph, subject: NodeId, bound: Bound): readonly Membership[] {
  const found = new Map<NodeId, Membership>([[subject, { node: subject, groups: [], causes: [] }]]);
  for (const { node, groups, causes } of found.values()) {
    for (const edge of graph.groups.get(node) ?? []) {
      if (found.has(edge.to) || (bound === "lower" && !edge.isCertain)) continue;
      found.set(edge.to, { node: edge.to, groups: [...groups, edge.to], causes: [...causes, edge.cause] });
    }
  }
  return [...found.values()];
}

/**
 * Leaves out what a matching group replaces: certainly matching for an upper bound, possibly matching for a lower one. What
 * was reached through it alone goes too.
 */
function listMemberships(graph: Graph, subject: NodeId, bound: Bound): readonly Membership[] {
  const other: Bound = bound === "lower" ? "upper" : "lower";
  const matching = new Set(walkGroups(graph, subject, other).map(({ node }) => node));
  const replaced = new Set<NodeId>();
  for (const { subjects, otherwise, isCertain } of graph.precedences) {
    const counts = bound === "lower" || isCertain;
    if (counts && otherwise !== subject && subjects.some((node) => matching.has(node))) replaced.add(otherwise);
  }
  if (replaced.size === 0) return walkGroups(graph, subject, bound);
  const groups = new Map([...graph.groups].map(([node, edges]) => [node, edges.filter(({ to }) => !replaced.has(to))]));
  return walkGroups({ ...graph, groups }, subject, bound);
}

interface Given extends Granted {
  readonly role: NodeId | null;
  /** Where it holds. @default where the holding does */
  readonly scope?: NodeId | null;
}

const anything: RightAtom = { kind: "anything" };

function giveLevel(holding: Holding, graph: Graph, facts: AccessFacts): readonly Given[] {
  if (holding.grant.kind !== "level") return [];
  const { level } = holding.grant;
  const open = { atom: anything, isCertain: false, isInferred: false, role: null, cause: null };
  if (typeof level !== "string") return [open];
  const possible = holding.isOpen ? [open] : [];
  const known = holding.scopes.flatMap((scope): readonly Given[] => {
    const type = scope === null ? null : (graph.nodes.get(scope)?.type ?? null);
    const rights = facts.graph.levels?.(level, type);
    if (rights === undefined) return [{ ...open, scope }];
    const { isInferred } = rights;
    return rights.atoms.map((atom) => ({ atom, isCertain: true, isInferred, role: null, cause: null, scope }));
  });
  return [...known, ...possible];
}

function give(holding: Holding, graph: Graph, facts: AccessFacts): readonly Given[] {
  const plain = { isCertain: true, isInferred: false, role: null, cause: null };
  const { grant } = holding;
  switch (grant.kind) {
    case "role": {
      const known = holding.roles.flatMap((role) => (graph.roles.get(role) ?? []).map((one) => ({ ...one, role })));
      return holding.isOpen ? [...known, { ...plain, atom: anything, isCertain: false }] : known;
    }
    case "permissions":
      return boundPermissions(grant.permissions, facts, graph.read).map((one) => ({ ...plain, ...one }));
    case "level":
      return giveLevel(holding, graph, facts);
    case "standing":
      return [{ ...plain, atom: { kind: "standing", standing: grant.standing } }];
    case "opaque":
      return [{ ...plain, atom: { kind: "opaque", what: grant.what } }];
    case "anyRole":
      return [{ ...plain, atom: anything, isCertain: false }];
  }
}

interface Found extends Right {
  readonly path: Path;
  readonly isCertain: boolean;
}

function findHeld(graph: Graph, { node, groups, causes }: Membership): readonly Found[] {
  const { account } = graph.nodes.get(node) ?? { account: "" };
  const facts = graph.facts.get(account);
  if (facts === undefined) return [];
  return (graph.holdings.get(node) ?? []).flatMap((holding) =>
    give(holding, graph, facts).flatMap(({ atom, isCertain, isInferred, role, cause, scope: own }) => {
      const { reason, until } = holding;
      const all = [...causes, holding.cause, ...(cause === null ? [] : [cause])];
      const given = [...causes, holding.cause];
      const path: Path = { causes: all, given, groups, role, reason, until, isInferred };
      const scopes = own === undefined ? holding.scopes : [own];
      return scopes.map((scope) => ({
        account,
        atom,
        scope,
        path,
        isCertain: isCertain && holding.isCertain,
      }));
    }),
  );
}

/** Being in some groups is a standing. A group whose name is not known may be any of them. */
function findGroupStandings(graph: Graph, { node, groups, causes }: Membership): readonly Found[] {
  const group = graph.nodes.get(node);
  if (group?.space !== "group") return [];
  const { account, names } = group;
  const standings = Object.entries(graph.facts.get(account)?.graph.groupStandings ?? {});
  const path: Path = { causes, given: causes, groups, role: null, reason: null, until: null, isInferred: false };
  return standings
    .filter(([name]) => names.length === 0 || names.includes(name))
    .map(([, standing]) => ({
      account,
      atom: { kind: "standing", standing },
      scope: null,
      path,
      isCertain: names.length > 0,
    }));
}

function gather(found: readonly Found[]): readonly HeldRight[] {
  const rights = new Map<string, HeldRight>();
  for (const { account, atom, scope, path } of found) {
    const key = keyOfRight({ account, atom, scope });
    const before = rights.get(key)?.paths ?? [];
    rights.set(key, { account, atom, scope, paths: [...before, path] });
  }
  return [...rights].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, right]) => right);
}

function findRights(graph: Graph, subject: NodeId, bound: Bound): readonly HeldRight[] {
  const found = listMemberships(graph, subject, bound).flatMap((membership) => [
    ...findHeld(graph, membership),
    ...findGroupStandings(graph, membership),
  ]);
  return gather(bound === "lower" ? found.filter(({ isCertain }) => isCertain) : found);
}

// A graph is never changed, and whoever asks about a subject asks often.
const known = new WeakMap<Graph, Map<NodeId, EffectiveRights>>();

/** What a subject may do through all that it holds and all groups that it is in, with every cause. */
export function findEffectiveRights(graph: Graph, subject: NodeId): EffectiveRights {
  const ofGraph = known.get(graph) ?? new Map<NodeId, EffectiveRights>();
  known.set(graph, ofGraph);
  const found = ofGraph.get(subject) ?? {
    lower: findRights(graph, subject, "lower"),
    upper: findRights(graph, subject, "upper"),
  };
  ofGraph.set(subject, found);
  return found;
}
