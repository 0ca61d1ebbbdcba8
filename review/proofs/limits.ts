import { findEffectiveRights } from "#access/graph/effective.ts";
import { type Graph, keyOfCompleteness } from "#access/graph/graph.ts";
import type { NodeId } from "#access/graph/nodes.ts";
import { listGaps, nameNodeOf } from "#access/graph/questions.ts";
import { titleOfAccount } from "../names.ts";
import { findLike, recallReach } from "../targets/recall-reach.ts";

const shown = 5;

function cut(sentences: readonly string[]): readonly string[] {
  const all = [...new Set(sentences)];
  if (all.length <= shown + 1) return all;
  return [...all.slice(0, shown), `There are ${all.length - shown} more like these.`];
}

/** Roles of which somebody's rights rest on a conclusion of ours. */
function listInferred(graph: Graph, subjects: readonly NodeId[]): readonly string[] {
  const paths = subjects.flatMap((subject) =>
    findEffectiveRights(graph, subject).upper.flatMap((right) => right.paths),
  );
  const roles = new Set(paths.filter(({ isInferred }) => isInferred).map(({ role }) => role));
  return [...roles].map((role) => {
    const what = role === null ? "a level" : `the role ${nameNodeOf(graph, role)}`;
    return `What ${what} grants is inferred: the vendor does not publish it.`;
  });
}

/** Ways to more that the vendor does not document. */
function listInferredPowers(graph: Graph, accounts: readonly string[]): readonly string[] {
  const inferred = accounts.filter((account) => {
    return graph.facts.get(account)?.graph.powers.some(({ basis }) => basis !== "documented") === true;
  });
  return [...new Set(inferred.map(titleOfAccount))].map(
    (title) => `Some of what rights lead to at ${title} is inferred: the page about the access model says what.`,
  );
}

function listMissing(graph: Graph, accounts: readonly string[]): readonly string[] {
  const open = accounts.filter((account) => !graph.complete.has(keyOfCompleteness(account, "subjects")));
  return [...new Set(open.map(titleOfAccount))].map(
    (title) => `Accounts, members and roles at ${title} that these files do not have were not looked at.`,
  );
}

/** How far it can be trusted that some subjects do not come to something: sentences. */
export interface Limits {
  /** What these files do not have of them, or of others: with it, they might. */
  readonly gaps: readonly string[];
  /** What is concluded, and not published. */
  readonly inferences: readonly string[];
}

export function listLimits(graph: Graph, subjects: readonly NodeId[]): Limits {
  const first = new Set(subjects.map((id) => findLike(graph, id)));
  const others = [...first].flatMap((id) => recallReach(graph, id, "upper").identities.map(({ subject }) => subject));
  const all = [...new Set([...subjects, ...others])].filter((id) => graph.nodes.get(id) !== undefined);
  const accounts = [...new Set(subjects.map((id) => graph.nodes.get(id)?.account ?? ""))];
  return {
    gaps: [...cut(all.flatMap((id) => listGaps(graph, id))), ...listMissing(graph, accounts)],
    inferences: [...cut(listInferred(graph, all)), ...listInferredPowers(graph, accounts)],
  };
}
