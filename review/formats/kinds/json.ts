import { cleanText } from "#access/schema/shown-text.ts";
import type { ReviewFormat } from "../definition.ts";

/** Of all texts, what a terminal would obey or hide is written out. */
function clean(_name: string, part: unknown): unknown {
  return typeof part === "string" ? cleanText(part) : part;
}

export const format: ReviewFormat = {
  name: "json",
  says: "for other programs",
  write: ({ format: name, ...report }, { version }) =>
    `${JSON.stringify({ format: name, tool: { name: "latchkey", version }, ...report }, clean, 2)}\n`,
};
