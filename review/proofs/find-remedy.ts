import { type Bound, covers } from "#access/graph/covering.ts";
import { compareRights } from "#access/graph/difference.ts";
import type { HeldRight } from "#access/graph/effective.ts";
import { buildGraph, type Graph } from "#access/graph/graph.ts";
import { listHoldings, listMemberships } from "#access/graph/memberships.ts";
import type { NodeId } from "#access/graph/nodes.ts";
import { removeGrants } from "#access/graph/removable-grants.ts";
import {
  type Cut,
  type CutQuestion,
  type CutResult,
  findSmallestCut,
  findSupport,
} from "#access/graph/smallest-cut.ts";
import { everySelector } from "#access/model/permissions/permission.ts";
import { spellRight } from "../ask.ts";
import { findWayIn, listRoleAtoms, type Way } from "../targets/find-way.ts";
import type { Target } from "../targets/target.ts";

/** Somebody who comes to something, and should not. */
export interface Offense {
  readonly subject: NodeId;
  readonly target: Target;
}

/** What one subject certainly loses with a cut, beside what it is made for. */
export interface Loss {
  readonly subject: NodeId;
  readonly rights: readonly HeldRight[];
}

/** What could be taken out of the code so that nobody comes to something any more. */
export interface Remedy {
  readonly kind: CutResult["kind"];
  /** With `lower`, it is then not certain any more, but cannot be ruled out. */
  readonly bound: Bound;
  /** The one that takes least away; null if there is none, or none was found. */
  readonly cut: Cut | null;
  readonly losses: readonly Loss[];
  /** Others of the same size. */
  readonly others: readonly Cut[];
  /** No smaller set has fewer. */
  readonly atLeast: number;
  /** Lines that are enough for one way, each of them needed for it; none if that was not found out. */
  readonly support: Cut;
}

/** What a target is in the graph as it is: taking something from a role makes the role no easier to come to. */
function fixTarget(graph: Graph, target: Target, bound: Bound): Target {
  return target.kind === "role" ? { ...target, granted: listRoleAtoms(graph, target.role, bound) } : target;
}

/** Some nodes with the groups that they are in, and the roles that these hold. */
function listAround(graph: Graph, nodes: readonly NodeId[]): ReadonlySet<NodeId> {
  const near = new Set<NodeId>();
  for (const { node } of nodes.flatMap((id) => listMemberships(graph, id, "upper"))) {
    near.add(node);
    for (const { roles } of listHoldings(graph, node)) for (const role of roles) near.add(role);
  }
  return near;
}

/** Whether it is what a subject should lose. */
function isMeant(graph: Graph, right: HeldRight, { target }: Offense): boolean {
  const { account, scope } = right;
  if (target.kind === "role") return false;
  const atom =
    target.kind === "standing"
      ? ({ kind: "standing", standing: target.standing } as const)
      : spellRight(account, target, target.selector ?? everySelector);
  return covers({ account, scope, atom }, right, { graph, bound: "upper" });
}

function findLosses(graph: Graph, cut: Cut, offenses: readonly Offense[]): readonly Loss[] {
  const less = buildGraph(removeGrants(graph.statements, cut), graph.facts);
  return compareRights(graph, less).subjects.flatMap(({ before, lost }): readonly Loss[] => {
    if (before === null) return [];
    const rights = lost
      .map(({ right }) => right)
      .filter((right) => {
        return !offenses.some((offense) => offense.subject === before && isMeant(graph, right, offense));
      });
    return rights.length === 0 ? [] : [{ subject: before, rights }];
  });
}

/** What no permission expresses may be worth any number of them. */
const weightOfStanding = 1_000;

function weigh(losses: readonly Loss[]): number {
  const all = losses.flatMap(({ rights }) => rights);
  return all.reduce((sum, { atom }) => sum + (atom.kind === "act" ? 1 : weightOfStanding), 0);
}

function describeResult(graph: Graph, result: CutResult, offenses: readonly Offense[]): Omit<Remedy, "bound"> {
  const none = { cut: null, losses: [], others: [], support: [] };
  switch (result.kind) {
    case "impossible":
      return { ...none, kind: result.kind, atLeast: 0 };
    case "givenUp":
      return { ...none, kind: result.kind, atLeast: result.atLeast };
    case "irreducible": {
      const { cut, atLeast } = result;
      return { ...none, kind: result.kind, cut, losses: findLosses(graph, cut, offenses), atLeast };
    }
    case "smallest": {
      const rated = result.cuts.map((cut) => ({ cut, losses: findLosses(graph, cut, offenses) }));
      const [best, ...others] = rated.toSorted((a, b) => {
        return weigh(a.losses) - weigh(b.losses) || a.losses.length - b.losses.length;
      });
      const { cut = [], losses = [] } = best ?? {};
      const { kind, support } = result;
      return { kind, cut, losses, others: others.map((one) => one.cut), atLeast: cut.length, support };
    }
  }
}

function createQuestion(graph: Graph, offenses: readonly Offense[], bound: Bound): CutQuestion {
  const fixed = offenses.map(({ subject, target }) => ({ subject, target: fixTarget(graph, target, bound) }));
  const findFirst = (less: Graph) => {
    for (const one of fixed) {
      const way = findWayIn(less, { ...one, isInSteps: true }, bound);
      if (way !== undefined) return { ...one, way };
    }
    return undefined;
  };
  return {
    isReached: (less) => findFirst(less) !== undefined,
    listNear(less) {
      const found = findFirst(less);
      if (found === undefined) return new Set();
      const { subject, way } = found;
      return listAround(less, [subject, ...way.chain.flatMap(({ about }) => about)]);
    },
  };
}

function findIn(graph: Graph, offenses: readonly Offense[], bound: Bound): Remedy {
  const result = findSmallestCut(graph, createQuestion(graph, offenses, bound));
  return { ...describeResult(graph, result, offenses), bound };
}

/**
 * The lines that let a subject certainly come to something, or at most: all of them are needed. None if that is not found out
 * in time.
 * @param remedy of this subject alone, or null
 */
export function findNeededLines(graph: Graph, { way, ...offense }: Offense & { way: Way }, remedy: Remedy | null): Cut {
  const question = createQuestion(graph, [offense], way.isCertain ? "lower" : "upper");
  return findSupport(graph, question, remedy?.support) ?? [];
}

/**
 * The smallest change of code after which none of some subjects comes to what it should not. Where lines of code cannot rule
 * it out, what at least makes it uncertain.
 */
export function findRemedy(graph: Graph, offenses: readonly Offense[], isCertain: boolean): Remedy {
  const remedy = findIn(graph, offenses, "upper");
  return remedy.kind === "impossible" && isCertain ? findIn(graph, offenses, "lower") : remedy;
}
