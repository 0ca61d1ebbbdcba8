import type { Graph } from "#access/graph/graph.ts";
import { toSnakeCase } from "#access/schema/names.ts";
import { findRemedy, type Offense } from "./find-remedy.ts";

/** In larger graphs the search takes longer than a sentence is worth. */
const mostStatements = 5_000;

/** The smallest change after which somebody does not come to something: a sentence; null if there is none, or none is found. */
export function suggestChange(graph: Graph, offense: Offense, isCertain: boolean): string | null {
  if (graph.statements.length > mostStatements) return null;
  const { kind, bound, cut } = findRemedy(graph, [offense], isCertain);
  if (kind !== "smallest" || cut === null || bound === "lower") return null;
  const lines = cut.map(({ says, cause: { address, attribute } }) => {
    return `${says} (${address ?? ""}${attribute === null ? "" : `, ${toSnakeCase(attribute)}`})`;
  });
  return `The smallest change that prevents it takes out ${lines.join(" and ")}.`;
}
