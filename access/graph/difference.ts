import { keyOfRight } from "../model/statements/right.ts";
import { type Bound, covers, coversTogether } from "./covering.ts";
import { findEffectiveRights, type HeldRight } from "./effective.ts";
import type { Graph } from "./graph.ts";
import { isKnownByLookUp } from "./looked-up.ts";
import { type Matching, matchNodes, translateRight } from "./matching.ts";
import type { NodeId } from "./nodes.ts";
import { listSubjects } from "./questions.ts";

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

interface Side {
  readonly graph: Graph;
  readonly subject: NodeId | undefined;
  /** From this side's nodes to the other's. */
  readonly toOther: ReadonlyMap<NodeId, NodeId>;
}

/** Scopes that may be limited in either graph: a right around one may or may not reach it. */
function listLimited({ graph, toOther }: Side, other: Graph): readonly NodeId[] {
  const back = new Map([...toOther].map(([own, theirs]) => [theirs, own]));
  const theirs = [...other.limits.keys()].map((node) => back.get(node) ?? node);
  return [...new Set([...graph.limits.keys(), ...theirs])].filter((node) => graph.nodes.get(node) !== undefined);
}

/** The rights of a side, said again for each scope that could be closed to them. */
function spreadRights(side: Side, other: Graph, bound: Bound): readonly HeldRight[] {
  const { graph, subject } = side;
  if (subject === undefined) return [];
  const rights = findEffectiveRights(graph, subject)[bound];
  const all = new Map(rights.map((right) => [keyOfRight(right), right]));
  for (const scope of listLimited(side, other)) {
    for (const right of rights) {
      const inside = { ...right, scope };
      if (!all.has(keyOfRight(inside)) && covers(right, inside, { graph, bound })) all.set(keyOfRight(inside), inside);
    }
  }
  return [...all].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, right]) => right);
}

/** What `from` has in one bound and `to` lacks in the other. */
function subtract(from: Side, to: Side, bound: Bound): readonly RightChange[] {
  const other: Bound = bound === "lower" ? "upper" : "lower";
  const kept = to.subject === undefined ? [] : findEffectiveRights(to.graph, to.subject)[other];
  const at = { graph: to.graph, bound: other };
  return spreadRights(from, to.graph, bound).flatMap((right): readonly RightChange[] => {
    const wanted = translateRight(right, from.toOther);
    if (kept.some((one) => covers(one, wanted, at))) return [];
    return [{ right, isListed: coversTogether(kept, wanted, at) }];
  });
}

function compareSubject(before: Side, after: Side, isReplaced: boolean): SubjectDifference {
  return {
    before: before.subject ?? null,
    after: after.subject ?? null,
    isReplaced,
    gained: subtract(after, before, "lower"),
    mayGain: subtract(after, before, "upper"),
    lost: subtract(before, after, "lower"),
    mayLose: subtract(before, after, "upper"),
  };
}

/** Whether nothing was known of the subject before. */
function isFound({ before: old }: SubjectDifference, before: Graph): boolean {
  return old === null || before.nodes.get(old)?.as === null;
}

/** What a data source tells of somebody who was not known before was looked up, and not given. */
function dropFound(difference: SubjectDifference): SubjectDifference {
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

/** Compares the rights of all subjects, matched between both graphs. */
export function compareRights(
  before: Graph,
  after: Graph,
  { toAfter, toBefore, replaced }: Matching = matchNodes(before, after),
): RightsDifference {
  const pairs: (readonly [NodeId | undefined, NodeId | undefined])[] = listSubjects(before).map((node) => {
    return [node, toAfter.get(node)];
  });
  for (const node of listSubjects(after)) {
    const known = toBefore.get(node);
    if (known === undefined || !pairs.some(([one]) => one === known)) pairs.push([known, node]);
  }
  const subjects = pairs.map(([old, now]) => {
    const from: Side = { graph: before, subject: old, toOther: toAfter };
    const to: Side = { graph: after, subject: now, toOther: toBefore };
    return compareSubject(from, to, old !== undefined && replaced.has(old));
  });
  const changed = subjects.map((one) => (isFound(one, before) ? dropFound(one) : one)).filter(differs);
  return { subjects: changed, verdict: judge(changed) };
}
