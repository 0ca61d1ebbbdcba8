import { type Bound, coversTogether } from "#access/graph/covering.ts";
import { findEffectiveRights, type HeldRight } from "#access/graph/effective.ts";
import type { Graph } from "#access/graph/graph.ts";
import type { NodeId } from "#access/graph/nodes.ts";
import { listSubjects } from "#access/graph/questions.ts";
import { keyOfAtom, keyOfRight, type Right, type RightAtom } from "#access/model/statements/right.ts";
import { findFirsts, type Implications } from "./condense.ts";
import { ExportError } from "./definition.ts";

/** By the keys of rights. No tool takes circles: of rights that follow from each other, all is said of the first one. */
export interface RightsOfBound {
  /** Whom the graph gives each right. */
  readonly holders: ReadonlyMap<string, readonly NodeId[]>;
  /** Whoever has one right has each of these too, and what follows from them. */
  readonly implied: Implications;
}

/** Every right that somebody has, at every place of its account, and what follows from what. */
export interface ImpliedRights {
  readonly subjects: readonly NodeId[];
  /** Only those that somebody has, at most. By key, in a fixed order. */
  readonly rights: ReadonlyMap<string, Right>;
  /** What certainly holds, and what may. */
  readonly lower: RightsOfBound;
  readonly upper: RightsOfBound;
}

const mostRights = 20_000;
const mostImplied = 200_000;
// Pairs of rights that are compared: a few seconds.
const mostPairs = 8_000_000;

function refuse(count: number, what: string): never {
  throw new ExportError(
    `There are ${count} or more ${what}, which is more than this form is written for. Use --export csv, or give fewer files.`,
  );
}

function groupBy<T>(all: readonly T[], keyOf: (one: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return groups;
}

/** Everything that is held, at every place of its account. */
function listUniverse(graph: Graph, held: readonly HeldRight[]): readonly Right[] {
  const scopes = graph.nodes.all().filter(({ space }) => space === "scope");
  const universe: Right[] = [];
  for (const [account, ofAccount] of groupBy(held, (one) => one.account)) {
    const atoms = new Map<string, RightAtom>(ofAccount.map(({ atom }) => [keyOfAtom(atom), atom]));
    // What cannot be read may be anything.
    if (ofAccount.some(({ atom }) => atom.kind === "opaque")) atoms.set("anything", { kind: "anything" });
    const places = [null, ...scopes.filter((one) => one.account === account).map(({ id }) => id)];
    if (universe.length + atoms.size * places.length > mostRights) refuse(mostRights, "different rights");
    for (const atom of atoms.values()) for (const scope of places) universe.push({ account, atom, scope });
  }
  return universe;
}

/** What a subject may have at most: if it has what cannot be read, that may be anything. */
function listPossible(graph: Graph, subject: NodeId): readonly Right[] {
  const { upper } = findEffectiveRights(graph, subject);
  const unreadable = upper.find(({ atom }) => atom.kind === "opaque");
  if (unreadable === undefined) return upper;
  return [...upper, { account: unreadable.account, atom: { kind: "anything" }, scope: null }];
}

/**
 * What follows from what. It is enough to look at one place, and at one atom in all places: what is both elsewhere and of
 * another atom follows in two steps.
 */
function listImplied(graph: Graph, universe: readonly Right[], bound: Bound): Implications {
  const implied = new Map<string, Set<string>>();
  let count = 0;
  const add = (held: Right, wanted: Right): void => {
    if (held === wanted || !coversTogether([held], wanted, { graph, bound })) return;
    const key = keyOfRight(held);
    const known = implied.get(key) ?? new Set<string>();
    implied.set(key, known.add(keyOfRight(wanted)));
    count += 1;
    if (count > mostImplied) refuse(mostImplied, "rights that follow from others");
  };
  const families = [
    ...groupBy(universe, ({ account, scope }) => JSON.stringify([account, scope])).values(),
    ...groupBy(universe, ({ account, atom }) => `${account}\n${keyOfAtom(atom)}`).values(),
  ];
  const pairs = families.reduce((sum, { length }) => sum + length * length, 0);
  if (pairs > mostPairs) refuse(universe.length, "different rights");
  for (const family of families) for (const held of family) for (const wanted of family) add(held, wanted);
  return new Map([...implied].map(([key, all]) => [key, [...all].sort()]));
}

/** What follows only from several rights together, where the vendor's catalog of permissions is closed. */
function listTogether(graph: Graph, subject: NodeId, universe: readonly Right[]): readonly Right[] {
  const { lower } = findEffectiveRights(graph, subject);
  const account = graph.nodes.get(subject)?.account ?? "";
  const expand = graph.facts.get(account)?.graph.expand;
  if (lower.length < 2 || expand === undefined) return [];
  return universe.filter((wanted) => {
    if (wanted.account !== account || wanted.atom.kind !== "act" || expand(wanted.atom).length === 0) return false;
    return coversTogether(lower, wanted, { graph, bound: "lower" });
  });
}

function listHolders(
  subjects: readonly NodeId[],
  listHeld: (subject: NodeId) => readonly Right[],
): ReadonlyMap<string, readonly NodeId[]> {
  const holders = new Map<string, Set<NodeId>>();
  for (const subject of subjects) {
    for (const right of listHeld(subject)) {
      const key = keyOfRight(right);
      holders.set(key, (holders.get(key) ?? new Set<NodeId>()).add(subject));
    }
  }
  return new Map([...holders].map(([key, all]) => [key, [...all]]));
}

/** The rights that somebody has in the end. */
function followAll({ holders, implied }: RightsOfBound): ReadonlySet<string> {
  const reached = new Set(holders.keys());
  for (const key of reached) for (const next of implied.get(key) ?? []) reached.add(next);
  return reached;
}

/** The same without circles. */
function condense(universe: readonly Right[], { holders, implied }: RightsOfBound): RightsOfBound {
  const keys = universe.map(keyOfRight).toSorted();
  const firsts = findFirsts(keys, implied);
  const firstOf = (key: string): string => firsts.get(key) ?? key;
  const followed = new Map<string, Set<string>>();
  const add = (from: string, to: string): void => {
    if (from !== to) followed.set(from, (followed.get(from) ?? new Set<string>()).add(to));
  };
  for (const key of keys) add(firstOf(key), key);
  for (const [from, all] of implied) {
    for (const to of all) if (firstOf(from) !== firstOf(to)) add(firstOf(from), firstOf(to));
  }
  const held = new Map<string, Set<NodeId>>();
  for (const [key, subjects] of holders) {
    const known = held.get(firstOf(key)) ?? new Set<NodeId>();
    for (const one of subjects) known.add(one);
    held.set(firstOf(key), known);
  }
  return {
    holders: new Map([...held].map(([key, all]) => [key, [...all]])),
    implied: new Map([...followed].map(([key, all]) => [key, [...all].toSorted()])),
  };
}

function keepReached({ holders, implied }: RightsOfBound, reached: ReadonlySet<string>): RightsOfBound {
  return { holders, implied: new Map([...implied].filter(([key]) => reached.has(key))) };
}

/** @throws ExportError if there are too many */
export function findImpliedRights(graph: Graph): ImpliedRights {
  const subjects = listSubjects(graph);
  const held = subjects.flatMap((subject) => findEffectiveRights(graph, subject).upper);
  const universe = listUniverse(graph, held);
  const lower = condense(universe, {
    holders: listHolders(subjects, (subject) => [
      ...findEffectiveRights(graph, subject).lower,
      ...listTogether(graph, subject, universe),
    ]),
    implied: listImplied(graph, universe, "lower"),
  });
  const upper = condense(universe, {
    holders: listHolders(subjects, (subject) => listPossible(graph, subject)),
    implied: listImplied(graph, universe, "upper"),
  });
  const certain = followAll(lower);
  const possible = followAll(upper);
  const rights = universe
    .map((right) => [keyOfRight(right), right] as const)
    .filter(([key]) => certain.has(key) || possible.has(key))
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return { subjects, rights: new Map(rights), lower: keepReached(lower, certain), upper: keepReached(upper, possible) };
}
