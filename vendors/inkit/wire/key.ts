import * as z from "zod";

/** The only answer that ever holds the secret. Any earlier one is dead by then. */
export const generated = z.object({
  id: z.string(),
  api_key: z.string(),
  /** Which generation it is. */
  last_generated_at: z.string(),
});
export type Generated = z.output<typeof generated>;
