import * as z from "zod";

/** A v5 query. Which permissions it needs follows from its queries. */
export const queryBody = z.object({ requestType: z.string().nullish(), compositeQuery: z.unknown().optional() });

export const queryResult = z.object({
  type: z.string(),
  data: z.object({ results: z.array(z.unknown()) }),
  meta: z.object({ rowsScanned: z.number(), bytesScanned: z.number(), durationMs: z.number() }),
});
