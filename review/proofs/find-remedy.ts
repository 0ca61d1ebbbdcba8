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
import { comesTo, listRoleAtoms } from "../targets/find-way.ts";
import { recallReach } from "../targets/recall-reach.ts";
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
}

/** What a target is in the graph as it is: taking something from a role makes the role no easier to come to. */
function fixTarget(graph: Graph, target: Target, bound: Bound): Target {
  return target.kind === "role" ? { ...target, granted: listRoleAtoms(graph, target.role, bound) } : target;
}

/** The subjects and all that they could act as, their groups and their roles: where the ways to something are. */
function listNear(graph: Graph, offenses: readonly Offense[]): ReadonlySet<NodeId> {
  const near = new Set<NodeId>();
  for (const { subject } of offenses) {
    const identities = recallReach(graph, subject, "upper").identities.map((one) => one.subject);
    for (const { node } of [subject, ...identities].flatMap((id) => listMemberships(graph, id, "upper"))) {
      near.add(node);
      for (const { roles } of listHoldings(graph, node)) for (const role of roles) near.add(role);
    }
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
  const none = { cut: null, losses: [], others: [] };
  switch (result.kind) {
    case "impossible":
      return { ...none, kind: result.kind, atLeast: 0 };
    case "givenUp":
      return { ...none, kind: result.kind, atLeast: result.atLeast };
    case "irreducible": {
      const { cut, atLeast } = result;
      return { kind: result.kind, cut, losses: findLosses(graph, cut, offenses), others: [], atLeast };
    }
    case "smallest": {
      const rated = result.cuts.map((cut) => ({ cut, losses: findLosses(graph, cut, offenses) }));
      const [best, ...others] = rated.toSorted((a, b) => {
        return weigh(a.losses) - weigh(b.losses) || a.losses.length - b.losses.length;
      });
      const { cut = [], losses = [] } = best ?? {};
      return { kind: result.kind, cut, losses, others: others.map((one) => one.cut), atLeast: cut.length };
    }
  }
}

function createQuestion(graph: Graph, offenses: readonly Offense[], bound: Bound): CutQuestion {
  const fixed = offenses.map(({ subject, target }) => ({ subject, target: fixTarget(graph, target, bound) }));
  return {
    isReached: (less) => fixed.some((one) => comesTo(less, { ...one, isInSteps: true }, bound)),
    near: listNear(graph, offenses),
  };
}

function findIn(graph: Graph, offenses: readonly Offense[], bound: Bound): Remedy {
  const result = findSmallestCut(graph, createQuestion(graph, offenses, bound));
  return { ...describeResult(graph, result, offenses), bound };
}

/** The lines that let a subject come to something: all of them are needed. None if that is not found out in time. */
export function findNeededLines(graph: Graph, offense: Offense, bound: Bound): Cut {
  return findSupport(graph, createQuestion(graph, [offense], bound)) ?? [];
}

/**
 * The smallest change of code after which none of some subjects comes to what it should not. Where lines of code cannot rule
 * it out, what at least makes it uncertain.
 */
export function findRemedy(graph: Graph, offenses: readonly Offense[], isCertain: boolean): Remedy {
  const remedy = findIn(graph, offenses, "upper");
  return remedy.kind === "impossible" && isCertain ? findIn(graph, offenses, "lower") : remedy;
}
