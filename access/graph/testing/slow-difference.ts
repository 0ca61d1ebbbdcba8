import { isDeepStrictEqual } from "node:util";
import { keyOfAtom, keyOfRight } from "../../model/statements/right.ts";
import { type Bound, covers, coversTogether } from "../covering.ts";
import {
  dropFound,
  type RightChange,
  type RightsDifference,
  type SubjectDifference,
  type Verdict,
} from "../difference.ts";
import { findEffectiveRights, type HeldRight } from "../effective.ts";
import type { Graph } from "../graph.ts";
import { findStandIn, type Matching, matchNodes, translateRight } from "../matching.ts";
import type { NodeId } from "../nodes.ts";
import { listEdges, listHoldings } from "../memberships.ts";
import { listSubjects } from "../questions.ts";

// The difference as it is defined, without any shortcut: each right of each subject is held against all others. What is in
// use has to say the same.

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

function differs({ gained, mayGain, lost, mayLose }: SubjectDifference): boolean {
  return [gained, mayGain, lost, mayLose].some((changes) => changes.length > 0);
}

/** What somebody holds, in one word each, and what the roles grant. Null where it cannot be told. */
function describeHeld({ graph, subject = "", toOther }: Side, isBefore: boolean): ReadonlySet<string> | null {
  const name = (id: NodeId | null): NodeId | null => (isBefore && id !== null ? (toOther.get(id) ?? id) : id);
  const described = listHoldings(graph, subject).map(({ grant, roles, scopes, isCertain, isOpen }) => {
    const granted = roles.flatMap((role) => graph.roles.get(role) ?? []);
    const isKnown =
      !isOpen && grant.kind !== "permissions" && roles.length <= 1 && granted.every((one) => one.isCertain);
    if (!isKnown || grant.kind === "level") return null;
    const what = grant.kind === "role" ? [] : Object.values(grant).map(String);
    const atoms = granted.map(({ atom }) => keyOfAtom(atom)).sort();
    return JSON.stringify([grant.kind, what, roles.map(name), scopes.map(name), isCertain, [...new Set(atoms)]]);
  });
  return described.includes(null) ? null : new Set(described.filter((one) => one !== null));
}

/** The identity provider alone says what they get, and it is held to say the same before and after. */
function isDecidedElsewhere(before: Side, after: Side): boolean {
  const isMapped = [before, after].every(({ graph, subject = "" }) => {
    const node = graph.nodes.get(subject);
    const isLimited = [...graph.limits.keys()].some((id) => graph.nodes.get(id)?.account === node?.account);
    return (
      !isLimited && listEdges(graph, subject).length === 0 && (node?.as === "idpGroup" || node?.as === "everyoneElse")
    );
  });
  const held = [describeHeld(before, true), describeHeld(after, false)] as const;
  return isMapped && held[0] !== null && held[1] !== null && isDeepStrictEqual(held[0], held[1]);
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
export function compareRightsSlowly(
  before: Graph,
  after: Graph,
  { toAfter, toBefore, replaced }: Matching = matchNodes(before, after),
): RightsDifference {
  const pairs: (readonly [NodeId | undefined, NodeId | undefined])[] = listSubjects(before).map((node) => {
    return [node, toAfter.get(node) ?? findStandIn(before, node, toAfter)];
  });
  for (const node of listSubjects(after)) {
    const known = toBefore.get(node);
    if (known === undefined || !pairs.some(([one]) => one === known))
      pairs.push([known ?? findStandIn(after, node, toBefore), node]);
  }
  const subjects = pairs.map(([old, now]) => {
    const from: Side = { graph: before, subject: old, toOther: toAfter };
    const to: Side = { graph: after, subject: now, toOther: toBefore };
    if (isDecidedElsewhere(from, to)) return undefined;
    return compareSubject(from, to, old !== undefined && toAfter.get(old) === now && replaced.has(old));
  });
  const compared = subjects.filter((one) => one !== undefined);
  const changed = compared.map((one) => dropFound(one, before)).filter(differs);
  return { subjects: changed, verdict: judge(changed) };
}
