import type { Graph } from "#access/graph/graph.ts";
import type { NodeId } from "#access/graph/nodes.ts";
import { disarmLines, quoteLine } from "#access/schema/shown-text.ts";
import { describeNode } from "../names.ts";
import type { ExportedAccess } from "./definition.ts";

/** A text from outside, for one line of a comment. */
export function quoteComment(text: string): string {
  return disarmLines(quoteLine(text, 500));
}

export function describeSubject(graph: Graph, subject: NodeId): string {
  return quoteComment(describeNode(graph, subject));
}

/** What a reader has to know of the whole file, a line each. */
export function listNotes({ blind, assumptions }: Pick<ExportedAccess, "blind" | "assumptions">): readonly string[] {
  return [
    ...blind.map((text) => `Not looked at: ${quoteComment(text)}`),
    ...assumptions.map((text) => `Assumed: ${quoteComment(text)}`),
  ];
}
