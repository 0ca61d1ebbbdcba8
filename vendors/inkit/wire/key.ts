import * as z from "zod";

/** The only answer that contains the secret. Earlier secrets no longer work. */
export const generated = z.object({
  id: z.string(),
  api_key: z.string(),
  /** Identifies the generation. */
  last_generated_at: z.string(),
});
export type Generated = z.output<typeof generated>;
