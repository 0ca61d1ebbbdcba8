import type { Graph } from "#access/graph/graph.ts";
import type { Node } from "#access/graph/nodes.ts";
import { matchesPattern, isPattern } from "./name-pattern.ts";
import { type Bearers, listBearers, listExactCalls, listOwnNames } from "./find-targets.ts";

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
