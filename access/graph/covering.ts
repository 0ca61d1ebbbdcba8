import type { AccessFacts, StandingFacts } from "../model/statements/graph-facts.ts";
import { isSameAtom, type Right, type RightAtom } from "../model/statements/right.ts";
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
  const isAsFar = passesAsFar(listPasses(held, standings), listPasses(wanted, standings));
  switch (held.kind) {
    case "opaque":
      return false;
    case "everyAct":
      return wanted.kind === "act";
    case "act":
      return wanted.kind === "act" && own.covers(held, wanted);
    case "standing":
      if (!isAsFar) return false;
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

/**
 * Whether what holds in the whole account holds in a scope: no limit closes it, nor what it is in. For a lower bound, each
 * scope that it may be in must be open, unless one is known.
 */
function isOpenToAccount(scope: NodeId, reaching: Reaching, seen: ReadonlySet<NodeId> = new Set()): boolean {
  if (isStopped(scope, reaching)) return false;
  if (seen.has(scope)) return true;
  const { certain, possible } = listParents(scope, reaching.graph);
  const isOpen = (outer: NodeId): boolean => isOpenToAccount(outer, reaching, new Set([...seen, scope]));
  if (reaching.bound === "lower") return certain.length > 0 ? certain.some(isOpen) : possible.every(isOpen);
  return certain.length === 0 || [...certain, ...possible].some(isOpen);
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
  const standings = graph.facts.get(held.account)?.graph.standings ?? {};
  const reaching: Reaching = { graph, bound, passes: listPasses(held.atom, standings), account: held.account };
  if (wanted.scope === null) return false;
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
