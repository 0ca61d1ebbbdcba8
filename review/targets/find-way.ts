import { type Bound, covers } from "#access/graph/covering.ts";
import { findEffectiveRights, type HeldRight, type Path } from "#access/graph/effective.ts";
import type { Graph } from "#access/graph/graph.ts";
import { listHoldings, listMemberships, traceMembership } from "#access/graph/memberships.ts";
import type { NodeId } from "#access/graph/nodes.ts";
import { explainDoubt } from "#access/graph/questions.ts";
import type { ToldStep } from "#access/graph/reach.ts";
import { isSameAtom, type RightAtom } from "#access/model/statements/right.ts";
import { listSelectors, spellRight } from "../ask.ts";
import { findLike, recallAnswer, recallReach } from "./recall-reach.ts";
import type { Target } from "./target.ts";

/** How a subject has something, or could come to it. */
export interface Way {
  /** It is so whatever the unknown turns out to be. */
  readonly isCertain: boolean;
  /** Holds the role itself, and not only all that it grants. Null where the target is no role. */
  readonly holdsRole: boolean | null;
  /** The steps to it; none if the subject has it. */
  readonly chain: readonly ToldStep[];
  /** Whose steps they are: of another subject, which holds the same and could take the same ones. Null: its own. */
  readonly like: NodeId | null;
  /** What leads to it, from whoever then has it on. */
  readonly paths: readonly Path[];
  /** Why it is not certain: sentences. */
  readonly doubts: readonly string[];
}

export interface WayQuestion {
  readonly subject: NodeId;
  readonly target: Target;
  /** Whether what the subject could come to counts as well. */
  readonly isInSteps: boolean;
  /** Groups through which it may have it. @default none */
  readonly except?: ReadonlySet<NodeId>;
}

type Found = Omit<Way, "isCertain">;

interface Asked extends WayQuestion {
  readonly graph: Graph;
  readonly bound: Bound;
}

/** A right with the steps to it. */
type Reachable = HeldRight & { readonly chain: readonly ToldStep[] };

/** What could not be read may be anything, at most. */
function mayCover(held: HeldRight, atom: RightAtom, { at, scope }: { at: Asked; scope: NodeId | null }): boolean {
  const { bound } = at;
  const wanted = { account: held.account, atom, scope };
  const isOpaque = bound === "upper" && held.atom.kind === "opaque";
  return covers(isOpaque ? { ...held, atom: { kind: "anything" } } : held, wanted, at);
}

/** The fewest steps to a right that allows something, or to rights that allow it together. */
function pickFor(
  atom: RightAtom,
  rights: readonly Reachable[],
  where: { at: Asked; scope: NodeId | null },
): readonly Reachable[] | undefined {
  const [first, ...others] = rights.filter((right) => mayCover(right, atom, where));
  if (first !== undefined) {
    return [others.reduce((best, one) => (one.chain.length < best.chain.length ? one : best), first)];
  }
  const { account } = where.at.target;
  const expand = where.at.graph.facts.get(account)?.graph.expand;
  if (expand === undefined || atom.kind !== "act") return undefined;
  const parts = expand(atom).filter((part) => !isSameAtom({ kind: "act", ...part }, atom));
  return parts.length === 0
    ? undefined
    : pickForAll(
        parts.map((part) => ({ kind: "act", ...part })),
        rights,
        where,
      );
}

function pickForAll(
  atoms: readonly RightAtom[],
  rights: readonly Reachable[],
  where: { at: Asked; scope: NodeId | null },
): readonly Reachable[] | undefined {
  const picked = new Set<Reachable>();
  for (const atom of atoms) {
    const own = pickFor(atom, rights, where);
    if (own === undefined) return undefined;
    for (const one of own) picked.add(one);
  }
  return [...picked];
}

/** What a role grants: of what is not certain, as little as it takes to have it all, or as much. */
export function listRoleAtoms({ roles }: Graph, role: NodeId, bound: Bound): readonly RightAtom[] {
  const granted = roles.get(role) ?? [];
  const certain = granted.filter(({ isCertain }) => isCertain);
  return (bound === "upper" && certain.length > 0 ? certain : granted).map(({ atom }) => atom);
}

/** What has to be allowed, in one of several ways. To have a role by what it grants is to have all of it. */
function listAlternatives({ graph, target, bound }: Asked, rights: readonly HeldRight[]): readonly RightAtom[][] {
  switch (target.kind) {
    case "permission":
      return listSelectors(rights, target).map((selector) => [spellRight(target.account, target, selector)]);
    case "standing":
      return [[{ kind: "standing", standing: target.standing }]];
    case "role": {
      const atoms = target.granted ?? listRoleAtoms(graph, target.role, bound);
      return atoms.length === 0 ? [] : [[...atoms]];
    }
  }
}

/** All steps of some chains, each once. */
function joinChains(rights: readonly Reachable[]): readonly ToldStep[] {
  const [only, ...others] = rights;
  if (only !== undefined && others.length === 0) return only.chain;
  const steps = new Map(rights.flatMap(({ chain }) => chain.map((step) => [step.text, step] as const)));
  return [...steps.values()].map((step, index) => ({ ...step, number: index + 1 }));
}

function findByRights(asked: Asked, rights: readonly Reachable[]): Found | undefined {
  const { graph, target, bound } = asked;
  const own = rights.filter(({ account }) => account === target.account);
  const scopes = target.scope === undefined ? new Set(own.map(({ scope }) => scope)) : [target.scope];
  const found: { readonly picked: readonly Reachable[]; readonly chain: readonly ToldStep[] }[] = [];
  for (const atoms of listAlternatives(asked, own)) {
    for (const scope of scopes) {
      const picked = pickForAll(atoms, own, { at: asked, scope });
      if (picked !== undefined) found.push({ picked, chain: joinChains(picked) });
    }
  }
  const [best] = found.sort((a, b) => a.chain.length - b.chain.length || a.picked.length - b.picked.length);
  if (best === undefined) return undefined;
  const assumed = best.chain.flatMap(({ assumes }) => (assumes === null ? [] : [`It takes that ${assumes}.`]));
  return {
    holdsRole: target.kind === "role" ? best.picked.some((one) => isThrough(graph, one, target.role)) : null,
    chain: best.chain,
    like: null,
    paths: best.picked.flatMap(({ paths }) => paths),
    doubts: bound === "lower" ? [] : [...best.picked.flatMap((right) => explainDoubt(graph, right)), ...assumed],
  };
}

/** Every role that includes one, and the role itself. */
function listIncluding({ included }: Graph, role: NodeId): ReadonlySet<NodeId> {
  const found = new Set([role]);
  for (const one of found) {
    for (const [outer, edges] of included) if (edges.some(({ to }) => to === one)) found.add(outer);
  }
  return found;
}

function isThrough(graph: Graph, { paths }: HeldRight, role: NodeId): boolean {
  const roles = listIncluding(graph, role);
  return paths.some((path) => path.role !== null && roles.has(path.role));
}

function isAllowed({ groups }: Path, except: ReadonlySet<NodeId>): boolean {
  return groups.some((group) => except.has(group));
}

/** The ways by which a subject holds a role itself: without what a role grants, there is no right that tells. */
function findHeldRole({ graph, subject, target, bound, except = new Set() }: Asked): Found | undefined {
  if (target.kind !== "role") return undefined;
  const roles = listIncluding(graph, target.role);
  const paths: Path[] = [];
  let isSure = false;
  for (const membership of listMemberships(graph, subject, bound)) {
    const { causes, groups } = traceMembership(membership);
    for (const holding of listHoldings(graph, membership.node)) {
      const { grant, cause, reason, until, scopes, isCertain } = holding;
      const mayBe = grant.kind === "anyRole" || grant.kind === "opaque" || (grant.kind === "role" && holding.isOpen);
      const isMeant = holding.roles.some((role) => roles.has(role)) || (bound === "upper" && mayBe);
      const isThere = target.scope === undefined || scopes.includes(target.scope) || scopes.includes(null);
      if (!isMeant || !isThere || (bound === "lower" && !isCertain)) continue;
      const given = [...causes, cause];
      const path: Path = { causes: given, given, groups, role: target.role, reason, until, isInferred: false };
      if (isAllowed(path, except)) continue;
      isSure ||= isCertain && membership.isCertain;
      paths.push(path);
    }
  }
  if (paths.length === 0) return undefined;
  const doubts = isSure ? [] : paths.map(({ causes }) => writeDoubt(causes.at(-1)));
  return { holdsRole: true, chain: [], like: null, paths, doubts };
}

function writeDoubt(cause: Path["causes"][number] | undefined): string {
  const because = cause?.doubt === undefined ? "" : `: ${cause.doubt}`;
  return `Which role ${cause?.address ?? cause?.type ?? "a binding"} gives is not known${because}.`;
}

/** What the subject has, but for what it may have through some groups. */
function listOwn({ graph, subject, bound, except = new Set() }: Asked): readonly Reachable[] {
  const all = findEffectiveRights(graph, subject)[bound];
  return all.flatMap((right) => {
    const paths = except.size === 0 ? right.paths : right.paths.filter((path) => !isAllowed(path, except));
    return paths.length === 0 ? [] : [{ ...right, paths, chain: [] }];
  });
}

/** Whether it has the target through the groups that are no matter. */
function isExcepted(asked: Asked): boolean {
  if (asked.except === undefined || asked.except.size === 0) return false;
  const all: Asked = { ...asked, except: new Set() };
  return findHeldRole(all) !== undefined || findByRights(all, listOwn(all)) !== undefined;
}

/** What a subject could come to, or else what its like could. */
function findInSteps(asked: Asked): Found | undefined {
  const { graph, subject, bound, target } = asked;
  const first = findLike(graph, subject);
  const found = recallAnswer(graph, JSON.stringify([first, bound, target]), () => {
    const { rights } = recallReach(graph, first, bound);
    return findByRights(asked, [...listOwn({ ...asked, subject: first, except: new Set() }), ...rights]);
  });
  return found === undefined || first === subject ? found : { ...found, like: first };
}

function findIn(asked: Asked): Found | undefined {
  const now = findHeldRole(asked) ?? findByRights(asked, listOwn(asked));
  if (now !== undefined || !asked.isInSteps || isExcepted(asked)) return now;
  return findInSteps(asked);
}

function takeBound(find: (bound: Bound) => Found | undefined): Way | undefined {
  const possible = find("upper");
  if (possible === undefined) return undefined;
  const certain = find("lower");
  if (certain !== undefined) return { ...certain, isCertain: true };
  return { ...possible, doubts: [...new Set(possible.doubts)], isCertain: false };
}

/** How a subject has a target, or could come to it; undefined if it cannot, whatever the unknown turns out to be. */
export function findWay(graph: Graph, question: WayQuestion): Way | undefined {
  if (graph.nodes.get(question.subject)?.account !== question.target.account) return undefined;
  return takeBound((bound) => findIn({ ...question, graph, bound }));
}

/** How a subject has a target or could come to it in one bound, without a word about certainty. */
export function findWayIn(graph: Graph, question: WayQuestion, bound: Bound): Omit<Way, "isCertain"> | undefined {
  return findIn({ ...question, graph, bound });
}

/** How a subject holds a role itself; undefined if it does not, whatever the unknown turns out to be. */
export function findHolding(graph: Graph, question: Omit<WayQuestion, "isInSteps">): Way | undefined {
  return takeBound((bound) => findHeldRole({ ...question, graph, isInSteps: false, bound }));
}

/** How a role grants a permission or a standing, whoever holds it. */
export function findGrant(graph: Graph, role: NodeId, target: Target): Way | undefined {
  if (graph.nodes.get(role)?.account !== target.account) return undefined;
  const granted = graph.roles.get(role) ?? [];
  return takeBound((bound) => {
    const rights = granted.flatMap(({ atom, isCertain, cause, isInferred }): readonly Reachable[] => {
      if (bound === "lower" && !isCertain) return [];
      const causes = cause === null ? [] : [cause];
      const path: Path = { causes, given: [], groups: [], role, reason: null, until: null, isInferred };
      return [{ account: target.account, atom, scope: null, paths: [path], chain: [] }];
    });
    return findByRights({ graph, subject: role, target, isInSteps: false, bound }, rights);
  });
}
