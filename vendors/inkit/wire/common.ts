import * as z from "zod";
import { receivedInstant } from "../../shared/wire/received.ts";

/**
 * The JSON of the routes for roles and keys. Inkit does not document these routes: the shapes are by analogy with those
 * that it documents (NOTES.md), and a server at `endpoint` must follow them. Answers are read leniently: unknown members
 * are dropped, permissions and statuses are text.
 */

// RFC 3339.
export const timestamps = { created_at: receivedInstant, updated_at: receivedInstant };

// Missing, null and empty mean the same.
export const optionalText = z
  .string()
  .nullish()
  .transform((text) => text ?? "");

/** A person or an API key. */
export const author = z.union([
  z.object({ first_name: z.string(), last_name: z.string() }),
  z.object({ name: z.string() }),
]);

const pagination = z.object({
  page_size: z.number(),
  current_page: z.number(),
  /** Null on the last page. */
  next_page: z.number().nullable(),
  /** Null on the first. */
  prev_page: z.number().nullable(),
  page_count: z.number(),
  total_count: z.number(),
});

/** 1 is ascending, -1 descending. */
const sort = z.object({ key: z.string(), order: z.number() });

/** The answer of every list route. */
export function page<Item extends z.ZodType>(
  item: Item,
): z.ZodObject<{
  items: z.ZodArray<Item>;
  metadata: z.ZodObject<{ pagination: typeof pagination; sort: typeof sort }>;
}> {
  return z.object({ items: z.array(item), metadata: z.object({ pagination, sort }) });
}

/** Our own: the vendor does not document an error body. 422 has `fields`. */
export const failure = z.object({
  error: z.string(),
  code: z.string(),
  fields: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
});
export type Failure = z.output<typeof failure>;
