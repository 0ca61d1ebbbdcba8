import type { AccessFacts, GraphFacts, LevelRights } from "../model/statements/graph-facts.ts";
import type { Cause } from "../model/statements/instance.ts";
import { keyOfRight, type Right, type RightAtom } from "../model/statements/right.ts";
import type { Holding } from "./connections.ts";
import type { Graph } from "./graph.ts";
import { listHoldings, listMemberships, type Membership, traceMembership } from "./memberships.ts";
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

interface Given extends Granted {
  readonly role: NodeId | null;
  /** Where it holds. @default where the holding does */
  readonly scope?: NodeId | null;
}

const anything: RightAtom = { kind: "anything" };

const levels = new WeakMap<GraphFacts, Map<string, LevelRights | null>>();

/** What a vendor's level is, made once: many hold it. Undefined if there is no such level. */
function recallLevel(facts: GraphFacts, level: string, scopeType: string | null): LevelRights | undefined {
  const known = levels.get(facts) ?? new Map<string, LevelRights | null>();
  levels.set(facts, known);
  const key = `${scopeType ?? ""}\n${level}`;
  let rights = known.get(key);
  if (rights === undefined) {
    rights = facts.levels?.(level, scopeType) ?? null;
    // A name that is no level may be anything, each time another one.
    if (rights !== null) known.set(key, rights);
  }
  return rights ?? undefined;
}

function giveLevel(holding: Holding, graph: Graph, facts: AccessFacts): readonly Given[] {
  if (holding.grant.kind !== "level") return [];
  const { level } = holding.grant;
  const open = { atom: anything, isCertain: false, isInferred: false, role: null, cause: null };
  if (typeof level !== "string") return [open];
  const possible = holding.isOpen ? [open] : [];
  const known = holding.scopes.flatMap((scope): readonly Given[] => {
    const type = scope === null ? null : (graph.nodes.get(scope)?.type ?? null);
    const rights = recallLevel(facts.graph, level, type);
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

const anyAtoms: readonly RightAtom[] = [anything];

/** What a holding gives, in parts that are the very same lists for holdings of the same. */
export function listGivenAtoms(holding: Holding, graph: Graph, facts: AccessFacts): readonly (readonly RightAtom[])[] {
  const { grant, scopes } = holding;
  if (grant.kind !== "level") return [give(holding, graph, facts).map(({ atom }) => atom)];
  const { level } = grant;
  if (typeof level !== "string") return [anyAtoms];
  const known = scopes.map((scope) => {
    const type = scope === null ? null : (graph.nodes.get(scope)?.type ?? null);
    return recallLevel(facts.graph, level, type)?.atoms ?? anyAtoms;
  });
  return holding.isOpen ? [...known, anyAtoms] : known;
}

interface Found extends Right {
  readonly path: Path;
  readonly isCertain: boolean;
}

/** Finds paths once for all rights that come the same way. */
class PathFinder {
  readonly #start: Pick<Path, "causes" | "groups">;
  readonly #holding: Holding;
  #last: { readonly cause: Cause | null; readonly path: Path } | undefined;

  constructor(start: Pick<Path, "causes" | "groups">, holding: Holding) {
    this.#start = start;
    this.#holding = holding;
  }

  find({ cause, role, isInferred }: Given): Path {
    const last = this.#last;
    if (last?.cause === cause && last.path.role === role && last.path.isInferred === isInferred) return last.path;
    const { reason, until, cause: own } = this.#holding;
    const { causes, groups } = this.#start;
    const given = [...causes, own];
    const all = cause === null ? given : [...given, cause];
    const path: Path = { causes: all, given, groups, role, reason, until, isInferred };
    this.#last = { cause, path };
    return path;
  }
}

function addHeld(graph: Graph, membership: Membership, found: Found[]): void {
  const account = graph.nodes.get(membership.node)?.account ?? "";
  const facts = graph.facts.get(account);
  if (facts === undefined) return;
  // What everything in a space may hold is the subject's own, and not once more through each of its groups.
  const { node, from } = membership;
  const holdings = from === null ? listHoldings(graph, node) : (graph.holdings.get(node) ?? []);
  if (holdings.length === 0) return;
  const way = traceMembership(membership);
  for (const holding of holdings) {
    const paths = new PathFinder(way, holding);
    for (const given of give(holding, graph, facts)) {
      const { atom, scope: own } = given;
      const isCertain = given.isCertain && holding.isCertain;
      const path = paths.find(given);
      if (own !== undefined) found.push({ account, atom, scope: own, path, isCertain });
      else for (const scope of holding.scopes) found.push({ account, atom, scope, path, isCertain });
    }
  }
}

/** Being in some groups is a standing. A group whose name is not known may be any of them. */
function addGroupStandings(graph: Graph, membership: Membership, found: Found[]): void {
  const group = graph.nodes.get(membership.node);
  if (group?.space !== "group") return;
  const { account, names } = group;
  const standings = Object.entries(graph.facts.get(account)?.graph.groupStandings ?? {});
  for (const [name, standing] of standings) {
    if (names.length > 0 && !names.includes(name)) continue;
    const { causes, groups } = traceMembership(membership);
    const path: Path = { causes, given: causes, groups, role: null, reason: null, until: null, isInferred: false };
    const isCertain = names.length > 0;
    found.push({ account, atom: { kind: "standing", standing }, scope: null, path, isCertain });
  }
}

/** Rights by their keys, in a fixed order. */
export type KeyedRights = ReadonlyMap<string, HeldRight>;

function gather(found: readonly Found[]): KeyedRights {
  const rights = new Map<string, Right & { readonly paths: Path[] }>();
  for (const one of found) {
    const key = keyOfRight(one);
    const known = rights.get(key);
    if (known === undefined) {
      rights.set(key, { account: one.account, atom: one.atom, scope: one.scope, paths: [one.path] });
    } else known.paths.push(one.path);
  }
  return new Map([...rights].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function findAll(graph: Graph, memberships: readonly Membership[]): readonly Found[] {
  const found: Found[] = [];
  for (const membership of memberships) {
    addHeld(graph, membership, found);
    addGroupStandings(graph, membership, found);
  }
  return found;
}

function keepCertain(found: readonly Found[]): readonly Found[] {
  return found.every(({ isCertain }) => isCertain) ? found : found.filter(({ isCertain }) => isCertain);
}

/** Whether two walks came to the same groups, and certainly. */
function isSameWalk(one: readonly Membership[], other: readonly Membership[]): boolean {
  if (one.length !== other.length) return false;
  return one.every(({ node, isCertain }, index) => isCertain && node === other[index]?.node);
}

/** `EffectiveRights` by keys. */
export interface KeyedEffectiveRights {
  readonly lower: KeyedRights;
  readonly upper: KeyedRights;
}

export function findKeyedRights(graph: Graph, subject: NodeId): KeyedEffectiveRights {
  const possible = listMemberships(graph, subject, "upper");
  const sure = listMemberships(graph, subject, "lower");
  const found = findAll(graph, possible);
  const upper = gather(found);
  const certain = keepCertain(isSameWalk(possible, sure) ? found : findAll(graph, sure));
  return { lower: certain === found ? upper : gather(certain), upper };
}

// Whoever asks about a subject asks often.
const known = new WeakMap<Graph, Map<NodeId, EffectiveRights>>();

/** What a subject may do through all that it holds and all groups that it is in, with every cause. */
export function findEffectiveRights(graph: Graph, subject: NodeId): EffectiveRights {
  const ofGraph = known.get(graph) ?? new Map<NodeId, EffectiveRights>();
  known.set(graph, ofGraph);
  let found = ofGraph.get(subject);
  if (found === undefined) {
    const { lower, upper } = findKeyedRights(graph, subject);
    const all = [...upper.values()];
    found = { lower: lower === upper ? all : [...lower.values()], upper: all };
    ofGraph.set(subject, found);
  }
  return found;
}
