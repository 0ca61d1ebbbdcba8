import type { Graph } from "#access/graph/graph.ts";
import type { Node, NodeId } from "#access/graph/nodes.ts";
import { nameNodeOf } from "#access/graph/questions.ts";
import { QuestionError } from "../names.ts";
import { matchesPattern, isPattern } from "./name-pattern.ts";
import { type Bearers, findTargets, listBearers, listExactCalls, listOwnNames, type Where } from "./find-targets.ts";
import type { Way } from "./find-way.ts";
import type { NamedTarget, Target } from "./target.ts";

/** Texts that are no names. */
const exactForm = /^(?:id:|module\.|data\.access_|access_)/;

/**
 * What a text may mean beside what it means: nobody knows its name. A name that something bears means nothing else, and a pattern
 * may always mean more.
 */
export function findUnnamed(graph: Graph, text: string, bearers: Bearers): readonly Node[] {
  if (exactForm.test(text)) return [];
  const all = listBearers(graph, bearers);
  const isBorne = (node: Node): boolean => {
    return [...listOwnNames(node), ...listExactCalls(graph, node)].some((call) => matchesPattern(call, text));
  };
  if (!isPattern(text) && all.some(isBorne)) return [];
  return all.filter((node) => node.as !== "everyoneElse" && listOwnNames(node).length === 0 && !isBorne(node));
}

/** The role in each place that is asked about; none where there is no such place. */
function findPlaces(graph: Graph, { id, account }: Node, { name, scope }: { name: string; scope: string | null }) {
  try {
    const found = findTargets(graph, { kind: "role", name }, { scope, accounts: [account] });
    return found.filter((one) => one.kind === "role" && one.role === id);
  } catch (error) {
    if (error instanceof QuestionError) return [];
    throw error;
  }
}

/** Roles that may be meant beside those that are, because nobody knows their names. */
export function findUnnamedTargets(graph: Graph, named: readonly NamedTarget[], where: Where): readonly Target[] {
  const names = named.flatMap((one) => (one.kind === "role" ? [one.name] : []));
  const bearers = { what: "role", accounts: where.accounts } as const;
  const nodes = new Set(names.flatMap((name) => findUnnamed(graph, name, bearers)));
  return [...nodes].flatMap((node): readonly Target[] => {
    const [name] = listExactCalls(graph, node);
    return name === undefined ? [] : findPlaces(graph, node, { name, scope: where.scope });
  });
}

/** A way of somebody to something, of which some may not be meant: it is not certain then. */
export function doubtUnnamed(graph: Graph, way: Way, unnamed: readonly NodeId[]): Way {
  if (unnamed.length === 0) return way;
  const says = unnamed.map((id) => `Of ${nameNodeOf(graph, id)}, its name is not known yet: it may be meant.`);
  return { ...way, isCertain: false, doubts: [...new Set([...says, ...way.doubts])] };
}
