import { writeCleanJson } from "#access/schema/shown-text.ts";
import type { ReviewFormat } from "../definition.ts";

export const format: ReviewFormat = {
  name: "json",
  says: "for other programs",
  write: ({ format: name, ...report }, { version }) =>
    writeCleanJson({ format: name, tool: { name: "latchkey", version }, ...report }),
};
