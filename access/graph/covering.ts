import type { AccessFacts, StandingFacts } from "../model/statements/graph-facts.ts";
import { isSameAtom, type Right, type RightAtom } from "../model/statements/right.ts";
import { push } from "./connections.ts";
import type { Graph } from "./graph.ts";
import type { NodeId } from "./nodes.ts";

/** Whether only what is certain counts, or also all that may be. */
export type Bound = "lower" | "upper";

type Standings = { readonly [name: string]: StandingFacts };
type Passes = "all" | readonly string[];

function findStanding(atom: RightAtom, standings: Standings): StandingFacts | undefined {
  return atom.kind === "standing" && Object.hasOwn(standings, atom.standing) ? standings[atom.standing] : undefined;
}

/** The types of inner scopes that a right certainly reaches, limited ones too. */
function listPasses(atom: RightAtom, standings: Standings): Passes {
  return atom.kind === "anything" ? "all" : (findStanding(atom, standings)?.passes ?? []);
}

function passesAsFar(held: Passes, wanted: Passes): boolean {
  if (held === "all") return true;
  return wanted !== "all" && wanted.every((type) => held.includes(type));
}

function includesStanding(held: string, wanted: string, standings: Standings): boolean {
  const seen = new Set([held]);
  for (const name of seen) {
    if (name === wanted) return true;
    const own = Object.hasOwn(standings, name) ? (standings[name]?.includes ?? []) : [];
    for (const next of own) seen.add(next);
  }
  return false;
}

/** Whether a holder of `held` may do `wanted` at the same place. Reflexive and transitive. */
function coversAtom(held: RightAtom, wanted: RightAtom, own: AccessFacts | undefined): boolean {
  if (held.kind === "anything" || isSameAtom(held, wanted)) return true;
  if (own === undefined) return false;
  const { standings } = own.graph;
  switch (held.kind) {
    case "opaque":
      return false;
    case "everyAct":
      return wanted.kind === "act";
    case "act":
      return wanted.kind === "act" && own.covers(held, wanted);
    case "standing":
      if (!passesAsFar(listPasses(held, standings), listPasses(wanted, standings))) return false;
      if (findStanding(held, standings)?.isTop === true) return true;
      return wanted.kind === "standing" && includesStanding(held.standing, wanted.standing, standings);
  }
}

interface Reaching {
  readonly graph: Graph;
  readonly bound: Bound;
  readonly passes: Passes;
  readonly account: string;
}

function isStopped(scope: NodeId, { graph, bound, passes }: Reaching): boolean {
  const isCertain = graph.limits.get(scope);
  if (isCertain === undefined || (bound === "upper" && !isCertain)) return false;
  const type = graph.nodes.get(scope)?.type ?? null;
  return passes !== "all" && (type === null || !passes.includes(type));
}

/** Whether what holds in `outer` holds in `inner`, by the vendor's rule for their types. */
function isContained(inner: NodeId, outer: NodeId, { graph, bound, passes, account }: Reaching): boolean {
  const innerType = graph.nodes.get(inner)?.type ?? null;
  const outerType = graph.nodes.get(outer)?.type ?? null;
  if (innerType === null || outerType === null) return bound === "upper";
  if (passes === "all" || passes.includes(innerType)) return true;
  const rules = graph.facts.get(account)?.graph.contains ?? [];
  const rule = rules.find((one) => one.outer === outerType && one.inner === innerType);
  return rule !== undefined && (rule.isCertain || bound === "upper");
}

interface Parents {
  readonly certain: readonly NodeId[];
  readonly possible: readonly NodeId[];
}

function listParents(scope: NodeId, { parents }: Graph): Parents {
  const all = parents.get(scope) ?? [];
  const idsOf = (isCertain: boolean): readonly NodeId[] =>
    all.filter((edge) => edge.isCertain === isCertain).map(({ to }) => to);
  return { certain: idsOf(true), possible: idsOf(false) };
}

/** The scopes inside each scope, by what is said of it. */
function indexInner({ parents }: Graph): ReadonlyMap<NodeId, readonly NodeId[]> {
  const inner = new Map<NodeId, NodeId[]>();
  for (const [scope, edges] of parents) for (const { to } of edges) push(inner, to, scope);
  return inner;
}

/** For a lower bound, each scope that it may be in must be open, unless one is known. */
function isOpenInside(scope: NodeId, { graph, bound }: Reaching, closed: ReadonlySet<NodeId>): boolean {
  const { certain, possible } = listParents(scope, graph);
  const isOpen = (outer: NodeId): boolean => !closed.has(outer);
  if (bound === "lower") return certain.length > 0 ? certain.some(isOpen) : possible.every(isOpen);
  return certain.length === 0 || [...certain, ...possible].some(isOpen);
}

/** The scopes that what holds in the whole account does not reach: a limit closes them, or what they are in. */
function listClosed(reaching: Reaching): ReadonlySet<NodeId> {
  const { limits } = reaching.graph;
  const closed = new Set([...limits.keys()].filter((scope) => isStopped(scope, reaching)));
  if (closed.size === 0) return closed;
  const inner = indexInner(reaching.graph);
  // The set grows while it is read.
  for (const scope of closed) {
    for (const one of inner.get(scope) ?? []) if (!isOpenInside(one, reaching, closed)) closed.add(one);
  }
  return closed;
}

const closedScopes = new WeakMap<Graph, Map<string, ReadonlySet<NodeId>>>();

/** Whether what holds in the whole account holds in a scope. */
function isOpenToAccount(scope: NodeId, reaching: Reaching): boolean {
  const { graph, bound, passes } = reaching;
  if (graph.limits.size === 0) return true;
  let known = closedScopes.get(graph);
  if (known === undefined) {
    known = new Map();
    closedScopes.set(graph, known);
  }
  const key = JSON.stringify([bound, passes]);
  let closed = known.get(key);
  if (closed === undefined) {
    closed = listClosed(reaching);
    known.set(key, closed);
  }
  return !closed.has(scope);
}

/** Whether a scope of a type may be in one of another type, by way of others. Null: of any type. */
function mayBeIn(inner: string, outer: string | null, { graph, account }: Reaching): boolean {
  const rules = graph.facts.get(account)?.graph.contains ?? [];
  const types = new Set([inner]);
  for (const type of types) {
    for (const rule of rules) if (rule.inner === type) types.add(rule.outer);
  }
  types.delete(inner);
  return outer === null ? types.size > 0 : types.has(outer);
}

/** Whether a scope may be in another one because nobody says for certain what it is in. */
function mayBeAnywhere(scope: NodeId, outer: NodeId, reaching: Reaching): boolean {
  const { nodes, parents } = reaching.graph;
  if (reaching.bound === "lower" || (parents.get(scope) ?? []).some(({ isCertain }) => isCertain)) return false;
  const inner = nodes.get(scope)?.type ?? null;
  const outerType = nodes.get(outer)?.type ?? null;
  return inner === null || mayBeIn(inner, outerType, reaching);
}

/** Whether what holds in one scope holds in another one inside it. */
function isWithinReach(inner: NodeId, outer: NodeId, reaching: Reaching): boolean {
  const seen = new Set([inner]);
  for (const scope of seen) {
    if (scope === outer) return true;
    if (isStopped(scope, reaching)) continue;
    if (mayBeAnywhere(scope, outer, reaching)) return true;
    const { certain, possible } = listParents(scope, reaching.graph);
    const outers = reaching.bound === "lower" ? certain : [...certain, ...possible];
    for (const next of outers) if (isContained(scope, next, reaching)) seen.add(next);
  }
  return false;
}

/** Whether a holder of one right may do what another one says. Reflexive and transitive. */
export function covers(
  held: Right,
  wanted: Right,
  { graph, bound }: { readonly graph: Graph; readonly bound: Bound },
): boolean {
  if (held.account !== wanted.account || !coversAtom(held.atom, wanted.atom, graph.facts.get(held.account)))
    return false;
  if (held.scope === wanted.scope) return true;
  if (wanted.scope === null) return false;
  const standings = graph.facts.get(held.account)?.graph.standings ?? {};
  const reaching: Reaching = { graph, bound, passes: listPasses(held.atom, standings), account: held.account };
  return held.scope === null
    ? isOpenToAccount(wanted.scope, reaching)
    : isWithinReach(wanted.scope, held.scope, reaching);
}

/**
 * Whether rights that are held cover one together: one of them does, or they cover all that it lists where the vendor's
 * catalog is closed.
 */
export function coversTogether(
  held: readonly Right[],
  wanted: Right,
  at: { readonly graph: Graph; readonly bound: Bound },
): boolean {
  if (held.some((one) => covers(one, wanted, at))) return true;
  const expand = at.graph.facts.get(wanted.account)?.graph.expand;
  if (expand === undefined || wanted.atom.kind !== "act") return false;
  const all = expand(wanted.atom);
  return (
    all.length > 0 &&
    all.every((atom) => held.some((one) => covers(one, { ...wanted, atom: { kind: "act", ...atom } }, at)))
  );
}
