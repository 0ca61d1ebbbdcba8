import * as z from "zod";

/**
 * The JSON of the routes for roles and keys. Inkit documents no such routes: these shapes are by analogy with those that
 * it documents (NOTES.md), and a server behind `endpoint` has to follow them. Answers are read leniently: members that
 * are not named here are dropped, permissions and statuses are text.
 */

// RFC 3339.
const timestamps = { created_at: z.string(), updated_at: z.string() };

// Left out, null and empty are one.
const optionalText = z
  .string()
  .nullish()
  .transform((text) => text ?? "");

export const role = z.object({
  id: z.string(),
  name: z.string(),
  description: optionalText,
  /** As `roles.create`. */
  permissions: z.array(z.string()),
  /** Whether it is one of the vendor's own. */
  is_default: z.boolean(),
  ...timestamps,
});
export type Role = z.output<typeof role>;

const heldRole = z.object({ id: z.string(), name: z.string() });

/** A person, or an API key: both are authors. */
export const author = z.union([
  z.object({ first_name: z.string(), last_name: z.string() }),
  z.object({ name: z.string() }),
]);

/** An API key of the vendor's console: never with its secret. */
export const serviceAccount = z.object({
  id: z.string(),
  name: z.string(),
  description: optionalText,
  roles: z.array(heldRole),
  /** Whether a secret was ever generated. */
  has_key: z.boolean(),
  /** When the secret that works now was generated; null before the first. No two generations of one key have the same. */
  last_generated_at: z.string().nullable(),
  created_by: author.nullable(),
  ...timestamps,
});
export type ServiceAccount = z.output<typeof serviceAccount>;

/** The only answer that ever holds the secret. Any earlier one is dead by then. */
export const generated = z.object({
  id: z.string(),
  api_key: z.string(),
  /** Which generation it is. */
  last_generated_at: z.string(),
});
export type Generated = z.output<typeof generated>;

export const user = z.object({
  id: z.string(),
  first_name: z.string(),
  last_name: z.string(),
  email: z.string(),
  is_active: z.boolean(),
  roles: z.array(heldRole),
  ...timestamps,
});
export type User = z.output<typeof user>;

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

export const roleCreation = z.object({
  name: z.string(),
  description: optionalText,
  permissions: z.array(z.string()),
});
export type RoleCreation = z.output<typeof roleCreation>;

/** What is left out stays. */
export const roleUpdate = z.object({
  name: z.string().optional(),
  description: z.string().nullable().optional(),
  permissions: z.array(z.string()).optional(),
});
export type RoleUpdate = z.output<typeof roleUpdate>;

/** At least one role, of those that exist or of the new ones. */
export const serviceAccountCreation = z.object({
  name: z.string(),
  description: optionalText,
  /** Ids. */
  roles: z.array(z.string()).default([]),
  /** Made with the key, and held by it. */
  new_roles: z.array(roleCreation).default([]),
});
export type ServiceAccountCreation = z.input<typeof serviceAccountCreation>;

/** What is left out stays; `roles` are all that it shall hold, and the new ones come on top. */
export const serviceAccountUpdate = z.object({
  name: z.string().optional(),
  description: z.string().nullable().optional(),
  roles: z.array(z.string()).optional(),
  new_roles: z.array(roleCreation).default([]),
});
export type ServiceAccountUpdate = z.input<typeof serviceAccountUpdate>;
