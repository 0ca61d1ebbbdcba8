import type { Graph } from "#access/graph/graph.ts";
import type { NodeId } from "#access/graph/nodes.ts";
import type { Cut } from "#access/graph/smallest-cut.ts";
import { findSubjects, findTargets, listAccounts } from "../targets/find-targets.ts";
import { findWay, type Way } from "../targets/find-way.ts";
import type { Target } from "../targets/target.ts";
import { QuestionError } from "../names.ts";
import { doubtUnnamed, findUnnamed, findUnnamedTargets } from "../targets/find-unnamed.ts";
import type { Claim } from "./claim.ts";
import { findNeededLines, findRemedy, type Remedy } from "./find-remedy.ts";
import { listLimits } from "./limits.ts";

/** Who comes to it, and how. */
export interface Counterexample {
  readonly subject: NodeId;
  readonly target: Target;
  readonly way: Way;
  /** The lines that make the steps possible, each of them needed; of the first ones only. */
  readonly lines: Cut;
}

/**
 * `holds`: in what was given, nobody comes to it; what was not given may tell otherwise. `unproved`: nothing certain is against
 * it, but it cannot be ruled out.
 */
export type ProofOutcome = "proved" | "holds" | "refuted" | "unproved";

/** What a graph says of a claim. */
export interface Proof {
  readonly claim: Claim;
  readonly outcome: ProofOutcome;
  /** Everybody whom the claim is about. */
  readonly subjects: readonly NodeId[];
  /** One for each subject that comes to it, or may: the certain ones first, then those of few steps. */
  readonly counterexamples: readonly Counterexample[];
  /** What to take out of the code; null where there is nothing to be done, or there are too many counterexamples. */
  readonly remedy: Remedy | null;
  /** What was not given: without any, and with nothing against it, a claim is proved. Sentences. */
  readonly gaps: readonly string[];
  /** How far a proof can be trusted beside: sentences. */
  readonly limits: readonly string[];
}

const mostOffenses = 100;

function compareExamples({ way: one }: Counterexample, { way: other }: Counterexample): number {
  if (one.isCertain !== other.isCertain) return one.isCertain ? -1 : 1;
  return one.chain.length - other.chain.length || Number(one.like !== null) - Number(other.like !== null);
}

/** What a claim is about. */
interface Meant {
  readonly subjects: readonly NodeId[];
  readonly targets: readonly Target[];
  /** Subjects and roles that may be meant: nobody knows their names yet. */
  readonly unnamed: ReadonlySet<NodeId>;
}

/** @throws QuestionError if nobody is meant, and nobody may be */
function findMeantSubjects(graph: Graph, text: string, unnamed: readonly NodeId[]): readonly NodeId[] {
  try {
    return findSubjects(graph, text, listAccounts(graph, null));
  } catch (error) {
    if (error instanceof QuestionError && unnamed.length > 0) return [];
    throw error;
  }
}

/** @throws QuestionError if no target is meant, and none may be */
function findMeantTargets(graph: Graph, { target, scope }: Claim, accounts: readonly string[]) {
  const unnamed = findUnnamedTargets(graph, [target], { scope, accounts });
  try {
    return { targets: findTargets(graph, target, { scope, accounts }), unnamed };
  } catch (error) {
    if (error instanceof QuestionError && unnamed.length > 0) return { targets: [], unnamed };
    throw error;
  }
}

/** @throws QuestionError if the claim names what is not there */
function findMeant(graph: Graph, claim: Claim): Meant {
  const accounts = listAccounts(graph, null);
  const possible = findUnnamed(graph, claim.subject, { what: "subject", accounts }).map(({ id }) => id);
  const named = findMeantSubjects(graph, claim.subject, possible);
  const unnamed = new Set(possible.filter((id) => !named.includes(id)));
  const subjects = [...named, ...unnamed];
  const own = new Set(subjects.map((id) => graph.nodes.get(id)?.account ?? ""));
  const { targets, unnamed: others } = findMeantTargets(graph, claim, [...own].sort());
  const known = new Set(targets.flatMap((one) => (one.kind === "role" ? [one.role] : [])));
  const added = others.filter((one) => one.kind === "role" && !known.has(one.role));
  for (const one of added) if (one.kind === "role") unnamed.add(one.role);
  return { subjects, targets: [...targets, ...added], unnamed };
}

function findCounterexample(graph: Graph, subject: NodeId, { targets, unnamed }: Meant): readonly Counterexample[] {
  const found = targets.flatMap((target): readonly Counterexample[] => {
    const way = findWay(graph, { subject, target, isInSteps: true });
    if (way === undefined) return [];
    const doubted = [subject, ...(target.kind === "role" ? [target.role] : [])].filter((id) => unnamed.has(id));
    return [{ subject, target, way: doubtUnnamed(graph, way, doubted), lines: [] }];
  });
  return found.toSorted(compareExamples).slice(0, 1);
}

const mostExplained = 3;

function explain(graph: Graph, all: readonly Counterexample[], remedy: Remedy | null): readonly Counterexample[] {
  return all.map((one, index) => {
    const { way } = one;
    if (way.chain.length === 0 || way.like !== null || index >= mostExplained) return one;
    return { ...one, lines: findNeededLines(graph, one, all.length === 1 ? remedy : null) };
  });
}

/**
 * Whether nobody whom a claim is about comes to its target, by any steps, whatever the unknown turns out to be.
 * @param blind what could not be looked at: sentences
 * @throws QuestionError if the claim names what is not there
 */
export function proveClaim(graph: Graph, claim: Claim, blind: readonly string[] = []): Proof {
  const meant = findMeant(graph, claim);
  const { subjects } = meant;
  const counterexamples = subjects
    .flatMap((subject) => findCounterexample(graph, subject, meant))
    .toSorted(compareExamples);
  const isRefuted = counterexamples.some(({ way }) => way.isCertain);
  const isOpen = counterexamples.length > 0;
  const isFew = isOpen && counterexamples.length <= mostOffenses;
  const { gaps, inferences } = isOpen ? { gaps: [], inferences: [] } : listLimits(graph, subjects);
  const isWhole = gaps.length === 0 && blind.length === 0;
  const remedy = isFew ? findRemedy(graph, counterexamples, isRefuted) : null;
  return {
    claim,
    outcome: isRefuted ? "refuted" : isOpen ? "unproved" : isWhole ? "proved" : "holds",
    subjects,
    counterexamples: explain(graph, counterexamples, remedy),
    remedy,
    gaps,
    limits: inferences,
  };
}
