import { buildGraph, type Graph } from "./graph.ts";
import type { NodeId } from "./nodes.ts";
import { listRemovableGrants, type RemovableGrant, removeGrants } from "./removable-grants.ts";

export type Cut = readonly RemovableGrant[];

export type CutResult =
  /**
   * The smallest sets; `isAll` is false if there are more of that size. `support` is enough to reach it, and each of it is
   * needed for that.
   */
  | { readonly kind: "smallest"; readonly cuts: readonly Cut[]; readonly isAll: boolean; readonly support: Cut }
  /** A set of which nothing can be left out. There may be a smaller one, of at least `atLeast`. */
  | { readonly kind: "irreducible"; readonly cut: Cut; readonly atLeast: number }
  /** It is reached by what no line of code gives. */
  | { readonly kind: "impossible" }
  /** The search was given up: no set of fewer than `atLeast` is enough. */
  | { readonly kind: "givenUp"; readonly atLeast: number };

export interface CutQuestion {
  /** Whether it is reached. What is taken away may only make it less so. */
  readonly isReached: (graph: Graph) => boolean;
  /** In a graph in which it is reached, the nodes that a way to it goes through: they are looked at first. @default none */
  readonly listNear?: (graph: Graph) => ReadonlySet<NodeId>;
  /** How many graphs may be built. @default by the size of the graph */
  readonly budget?: number;
}

const largestCut = 6;
const mostCuts = 12;

class BudgetSpent extends Error {
  override readonly name = "BudgetSpent";
}

/** A graph without some grants: fewer statements take less time, so that larger graphs get fewer tries. */
function chooseBudget({ statements }: Graph): number {
  return Math.max(100, Math.min(3_000, Math.floor(1_000_000 / (statements.length + 1))));
}

/** Looks for the smallest sets of grants that something needs. */
class CutSearch {
  readonly #graph: Graph;
  readonly #question: CutQuestion;
  readonly #grants: readonly RemovableGrant[];
  readonly #order = new Map<RemovableGrant, number>();
  /** Sets that are enough to reach it by themselves, of which nothing can be left out. */
  readonly #supports: Cut[] = [];
  #left: number;

  constructor(graph: Graph, question: CutQuestion) {
    this.#graph = graph;
    this.#question = question;
    this.#grants = listRemovableGrants(graph);
    for (const [index, grant] of this.#grants.entries()) this.#order.set(grant, index);
    this.#left = question.budget ?? chooseBudget(graph);
  }

  /** The first set that was found to be enough. */
  get support(): Cut {
    return this.sort(this.#supports[0] ?? []);
  }

  addBudget(): void {
    this.#left += Math.ceil((this.#question.budget ?? chooseBudget(this.#graph)) / 2);
  }

  keyOf(cut: Iterable<RemovableGrant>): string {
    return [...cut]
      .map((grant) => this.#order.get(grant) ?? 0)
      .sort((a, b) => a - b)
      .join(",");
  }

  /** @throws BudgetSpent */
  #keep(kept: Iterable<RemovableGrant>): Graph {
    if (this.#left <= 0) throw new BudgetSpent();
    this.#left -= 1;
    const own = new Set(kept);
    const removed = this.#grants.filter((grant) => !own.has(grant));
    return buildGraph(removeGrants(this.#graph.statements, removed), this.#graph.facts);
  }

  /** Whether it is reached by some grants alone. @throws BudgetSpent */
  isReachedBy(kept: Iterable<RemovableGrant>): boolean {
    return this.#question.isReached(this.#keep(kept));
  }

  /** The same of grants of another search. */
  isReachedByAll(kept: Cut): boolean {
    const isKept = ({ statement, part }: RemovableGrant): boolean =>
      kept.some((one) => one.statement === statement && one.part === part);
    return kept.length > 0 && this.isReachedBy(this.#grants.filter(isKept));
  }

  isReachedWithout(removed: ReadonlySet<RemovableGrant>): boolean {
    return this.isReachedBy(this.#grants.filter((grant) => !removed.has(grant)));
  }

  /** A part of some grants that is enough beside others, of which nothing can be left out: QuickXplain (Junker, AAAI 2004). */
  #explain(beside: Cut, all: Cut, isChanged: boolean): Cut {
    if (isChanged && this.isReachedBy(beside)) return [];
    if (all.length === 1) return all;
    const middle = Math.ceil(all.length / 2);
    const first = all.slice(0, middle);
    const second = this.#explain([...beside, ...first], all.slice(middle), true);
    return [...this.#explain([...beside, ...second], first, second.length > 0), ...second];
  }

  /** Grants without all of which it would not be reached, once others are gone. Undefined if it is not reached then. */
  findSupport(removed: ReadonlySet<RemovableGrant>): Cut | undefined {
    const known = this.#supports.find((support) => !support.some((grant) => removed.has(grant)));
    if (known !== undefined) return known;
    const { isReached, listNear } = this.#question;
    const kept = this.#grants.filter((grant) => !removed.has(grant));
    const graph = this.#keep(kept);
    if (!isReached(graph)) return undefined;
    const near = listNear?.(graph) ?? new Set();
    const close = kept.filter(({ about }) => about.some((node) => near.has(node)));
    const isClose = close.length > 0 && close.length < kept.length && this.isReachedBy(close);
    const all = isClose ? close : kept;
    const support = all.length === 0 ? [] : this.#explain([], all, false);
    this.#supports.push(support);
    return support;
  }

  /** Every cut of a size that no smaller one is in: each has one grant of each support. */
  findCuts(size: number): readonly Cut[] {
    const found = new Map<string, Cut>();
    const seen = new Set<string>();
    const extend = (removed: ReadonlySet<RemovableGrant>): void => {
      if (found.size > mostCuts) return;
      const key = this.keyOf(removed);
      if (seen.has(key)) return;
      seen.add(key);
      const support = this.findSupport(removed);
      if (support === undefined) found.set(key, [...removed]);
      else if (removed.size < size) for (const grant of support) extend(new Set([...removed, grant]));
    };
    extend(new Set());
    return [...found.values()].map((cut) => this.sort(cut));
  }

  sort(cut: Cut): Cut {
    return cut.toSorted((a, b) => (this.#order.get(a) ?? 0) - (this.#order.get(b) ?? 0));
  }

  /** A cut of which nothing can be left out: of the known supports, always what is in most of them. */
  findIrreducible(): Cut {
    const removed = new Set<RemovableGrant>();
    for (let support = this.findSupport(removed); support !== undefined; support = this.findSupport(removed)) {
      const weigh = (grant: RemovableGrant): number => this.#supports.filter((one) => one.includes(grant)).length;
      const [best] = support.toSorted((a, b) => weigh(b) - weigh(a));
      if (best === undefined) break;
      removed.add(best);
    }
    for (const grant of this.sort([...removed])) {
      removed.delete(grant);
      if (this.isReachedWithout(removed)) removed.add(grant);
    }
    return this.sort([...removed]);
  }
}

/** The result of some work, or undefined if it takes more than the budget. */
function tryWithin<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof BudgetSpent)) throw error;
    return undefined;
  }
}

/**
 * Grants that are enough together to reach something, beside what no line gives, and each of which is needed for that;
 * undefined if there are none, or it takes too long.
 * @param hint grants of which fewer are not enough; they are taken if they are
 */
export function findSupport(graph: Graph, question: CutQuestion, hint: Cut = []): Cut | undefined {
  const search = new CutSearch(graph, question);
  const found = tryWithin(() => (search.isReachedByAll(hint) ? hint : search.findSupport(new Set())));
  return found === undefined ? undefined : search.sort(found);
}

/**
 * The smallest sets of grants, each a line of code, without which something is not reached any more. Exact up to a bound:
 * the sets of one size are all tried before those of the next one.
 */
export function findSmallestCut(graph: Graph, question: CutQuestion): CutResult {
  const search = new CutSearch(graph, question);
  if (tryWithin(() => search.isReachedBy([])) === true) return { kind: "impossible" };
  let atLeast = 1;
  for (; atLeast <= largestCut; atLeast += 1) {
    const size = atLeast;
    const cuts = tryWithin(() => search.findCuts(size));
    if (cuts === undefined) break;
    if (cuts.length > 0) {
      const { support } = search;
      return { kind: "smallest", cuts: cuts.slice(0, mostCuts), isAll: cuts.length <= mostCuts, support };
    }
  }
  search.addBudget();
  const cut = tryWithin(() => search.findIrreducible());
  return cut === undefined ? { kind: "givenUp", atLeast } : { kind: "irreducible", cut, atLeast };
}
