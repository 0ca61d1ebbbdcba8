import * as z from "zod";

/**
 * The JSON of the routes for roles and keys. Inkit documents no such routes: these shapes are by analogy with those that
 * it documents (NOTES.md), and a server behind `endpoint` has to follow them. Answers are read leniently: members that
 * are not named here are dropped, permissions and statuses are text.
 */

// RFC 3339.
export const timestamps = { created_at: z.string(), updated_at: z.string() };

// Left out, null and empty are one.
export const optionalText = z
  .string()
  .nullish()
  .transform((text) => text ?? "");

/** A person, or an API key: both are authors. */
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

/** How every list answers. */
export function page<Item extends z.ZodType>(
  item: Item,
): z.ZodObject<{
  items: z.ZodArray<Item>;
  metadata: z.ZodObject<{ pagination: typeof pagination; sort: typeof sort }>;
}> {
  return z.object({ items: z.array(item), metadata: z.object({ pagination, sort }) });
}

/** Ours: the vendor prints no error body. `fields` is there with 422. */
export const failure = z.object({
  error: z.string(),
  code: z.string(),
  fields: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
});
export type Failure = z.output<typeof failure>;
