import { keyOfRight } from "../model/statements/right.ts";
import { type Bound, covers, coversTogether } from "./covering.ts";
import { push } from "./connections.ts";
import { findKeyedRights, type HeldRight, type KeyedEffectiveRights, type KeyedRights } from "./effective.ts";
import type { Graph } from "./graph.ts";
import { isKnownByLookUp } from "./looked-up.ts";
import { findStandIn, type Matching, matchNodes, translateRight } from "./matching.ts";
import type { NodeId } from "./nodes.ts";
import { listSubjects } from "./questions.ts";
import { UnchangedSubjects } from "./unchanged.ts";

/** What one subject gains or loses on the way from one graph to another. */
export interface RightChange {
  readonly right: HeldRight;
  /** It has everything that the right lists, one by one: only what the vendor adds later makes the difference. */
  readonly isListed: boolean;
}

/** Gained is what holds in the second graph and not in the first; lost is the reverse. */
export interface SubjectDifference {
  /** Null where the graph lacks it. */
  readonly before: NodeId | null;
  readonly after: NodeId | null;
  /** It is another object now, compared as one. */
  readonly isReplaced: boolean;
  /** Certainly. Part of `mayGain`. */
  readonly gained: readonly RightChange[];
  /** At most. */
  readonly mayGain: readonly RightChange[];
  readonly lost: readonly RightChange[];
  readonly mayLose: readonly RightChange[];
}

/** What a change makes of the rights of all subjects that it touches. */
export interface RightsDifference {
  /** In a fixed order; only where something may differ. */
  readonly subjects: readonly SubjectDifference[];
  /** `broadens` counts all that may be gained; `narrows` needs a certain loss and nothing that may be gained. */
  readonly verdict: Verdict;
}

export type Verdict = "broadens" | "narrows" | "both" | "neither";

/** One graph of the two, as the other one sees it. */
interface Side {
  readonly graph: Graph;
  /** From this side's nodes to the other's. */
  readonly toOther: ReadonlyMap<NodeId, NodeId>;
  /** Scopes that may be limited in either graph, by account: a right around one may or may not reach it. */
  readonly limited: ReadonlyMap<string, readonly NodeId[]>;
}

function createSide(graph: Graph, other: Graph, { toOther, toOwn }: Directions): Side {
  const limited = new Map<string, NodeId[]>();
  const theirs = [...other.limits.keys()].map((node) => toOwn.get(node) ?? node);
  for (const id of new Set([...graph.limits.keys(), ...theirs])) {
    const node = graph.nodes.get(id);
    if (node !== undefined) push(limited, node.account, id);
  }
  return { graph, toOther, limited };
}

interface Directions {
  readonly toOther: ReadonlyMap<NodeId, NodeId>;
  readonly toOwn: ReadonlyMap<NodeId, NodeId>;
}

/** A side with what one subject may do there: nothing if it is not there. */
interface Held extends Side, KeyedEffectiveRights {}

const noRights: KeyedEffectiveRights = { lower: new Map(), upper: new Map() };

function holdOn(side: Side, subject: NodeId | undefined): Held {
  const { lower, upper } = subject === undefined ? noRights : findKeyedRights(side.graph, subject);
  return { ...side, lower, upper };
}

/** The rights of a side, said again for each scope that could be closed to them. */
function spreadRights({ graph, limited, ...held }: Held, bound: Bound): KeyedRights {
  const rights = held[bound];
  if (limited.size === 0) return rights;
  const all = new Map(rights);
  for (const right of rights.values()) {
    for (const scope of limited.get(right.account) ?? []) {
      const inside = { ...right, scope };
      const key = keyOfRight(inside);
      if (!all.has(key) && covers(right, inside, { graph, bound })) all.set(key, inside);
    }
  }
  return new Map([...all].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What `from` has in one bound and `to` lacks in the other. */
function subtract(from: Held, to: Held, bound: Bound): readonly RightChange[] {
  const other: Bound = bound === "lower" ? "upper" : "lower";
  const kept = to[other];
  const all = [...kept.values()];
  const at = { graph: to.graph, bound: other };
  const changes: RightChange[] = [];
  for (const [key, right] of spreadRights(from, bound)) {
    const wanted = translateRight(right, from.toOther);
    // A right covers itself.
    if (kept.has(wanted === right ? key : keyOfRight(wanted)) || all.some((one) => covers(one, wanted, at))) continue;
    changes.push({ right, isListed: all.length > 0 && coversTogether(all, wanted, at) });
  }
  return changes;
}

interface Compared {
  readonly before: NodeId | undefined;
  readonly after: NodeId | undefined;
  readonly isReplaced: boolean;
}

function compareSubject({ before, after, isReplaced }: Compared, from: Side, to: Side): SubjectDifference {
  const old = holdOn(from, before);
  const now = holdOn(to, after);
  return {
    before: before ?? null,
    after: after ?? null,
    isReplaced,
    gained: subtract(now, old, "lower"),
    mayGain: subtract(now, old, "upper"),
    lost: subtract(old, now, "lower"),
    mayLose: subtract(old, now, "upper"),
  };
}

/** Whether nothing was known of the subject before. */
function isFound({ before: old }: SubjectDifference, before: Graph): boolean {
  return old === null || before.nodes.get(old)?.as === null;
}

/** What a data source tells of somebody who was not known before was looked up, and not given. */
export function dropFound(difference: SubjectDifference, before: Graph): SubjectDifference {
  if (!isFound(difference, before)) return difference;
  const { gained, mayGain } = difference;
  const isGiven = ({ right }: RightChange): boolean => !isKnownByLookUp(right);
  return { ...difference, gained: gained.filter(isGiven), mayGain: mayGain.filter(isGiven) };
}

function differs({ gained, mayGain, lost, mayLose }: SubjectDifference): boolean {
  return [gained, mayGain, lost, mayLose].some((changes) => changes.length > 0);
}

/** A right that is gained broadens, listed or not; one that is lost narrows unless all that it lists is kept. */
function judge(subjects: readonly SubjectDifference[]): Verdict {
  const broadens = subjects.some(({ mayGain }) => mayGain.length > 0);
  const narrows = subjects.some(({ lost }) => lost.some(({ isListed }) => !isListed));
  if (broadens && narrows) return "both";
  if (broadens) return "broadens";
  return narrows ? "narrows" : "neither";
}

/** Every subject of either graph, once: those before in a fixed order, then those that are only after. */
function listPairs(before: Graph, after: Graph, { toAfter, toBefore, replaced }: Matching): readonly Compared[] {
  const old = listSubjects(before);
  const known = new Set(old);
  const newcomers = listSubjects(after).filter((node) => !known.has(toBefore.get(node) ?? ""));
  return [
    ...old.map((node): Compared => {
      const now = toAfter.get(node) ?? findStandIn(before, node, toAfter);
      return { before: node, after: now, isReplaced: replaced.has(node) };
    }),
    ...newcomers.map((node): Compared => {
      const own = toBefore.get(node);
      const was = own ?? findStandIn(after, node, toBefore);
      return { before: was, after: node, isReplaced: own !== undefined && replaced.has(own) };
    }),
  ];
}

/** Compares the rights of all subjects, matched between both graphs. */
export function compareRights(
  before: Graph,
  after: Graph,
  matching: Matching = matchNodes(before, after),
): RightsDifference {
  const { toAfter, toBefore } = matching;
  const from = createSide(before, after, { toOther: toAfter, toOwn: toBefore });
  const to = createSide(after, before, { toOther: toBefore, toOwn: toAfter });
  const unchanged = new UnchangedSubjects(before, after, matching);
  const subjects = listPairs(before, after, matching)
    .filter((one) => {
      return one.before === undefined || one.after === undefined || !unchanged.has(one.before, one.after);
    })
    .map((one) => dropFound(compareSubject(one, from, to), before))
    .filter(differs);
  return { subjects, verdict: judge(subjects) };
}
