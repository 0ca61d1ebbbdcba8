import type { Held } from "./find-held.ts";

/** What became of a question about access. */
export interface Verdict {
  readonly held: Held;
  /** What is so: a sentence. */
  readonly says: string;
  /** What led to it, and what else there is to know: lines. */
  readonly details: readonly string[];
}

/** A title with lines below it; nothing if there are none. */
export function listBelow(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ["", title, ...lines.map((line) => `  ${line}`)];
}
