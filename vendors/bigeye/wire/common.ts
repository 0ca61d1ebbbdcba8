import * as z from "zod";

/**
 * Bigeye's own JSON: protobuf's mapping, where a member that is missing, null or zero is the same, and a 64-bit number is
 * text. Answers are read leniently: members that are not named here are dropped, and enumerations are text. Ids come as
 * numbers or as numerals and are kept as text, so that none is ever rounded.
 */

export const id = z.union([z.int().positive(), z.string().regex(/^[1-9]\d*$/)]).transform(String);

/** As `id`; 0 and nothing at all are undefined. */
export const optionalId = z
  .union([z.int().nonnegative(), z.string().regex(/^\d+$/)])
  .nullish()
  .transform((value) => (value === undefined || value === null || Number(value) === 0 ? undefined : String(value)));

export const text = z
  .string()
  .nullish()
  .transform((value) => value ?? "");

export const flag = z
  .boolean()
  .nullish()
  .transform((value) => value ?? false);

export const count = z
  .int()
  .nullish()
  .transform((value) => value ?? 0);

/** Unix seconds as text; "0" is never. */
export const seconds = z
  .union([z.int(), z.string().regex(/^-?\d+$/)])
  .nullish()
  .transform((value) => String(value ?? 0));

export function listOf<Item extends z.ZodType>(item: Item) {
  return z
    .array(item)
    .nullish()
    .transform((items) => items ?? []);
}

export const reference = z.object({ id, displayName: text });

export const nothing = z.object({});

/** Of a deletion of many: a 200 may hold failures. */
export const bulkDeletion = z.object({
  successfulIds: listOf(id),
  failedUpdates: listOf(z.object({ id, reason: text })),
  notRunIds: listOf(id),
});
export type BulkDeletion = z.output<typeof bulkDeletion>;

export const pair = z.object({ groupId: id, userId: id });

/** `message` and `error` say the same where both are there. */
export const failure = z
  .object({ code: z.int().nullish(), message: text, error: text })
  .refine(({ message, error }) => message !== "" || error !== "", "neither message nor error is there");
export type Failure = z.output<typeof failure>;

export const bulkDeletionBody = z.object({ userIds: listOf(id) });

export const nameBody = z.object({ name: text });

const unspecified = "UNSPECIFIED";

export function enumeration<const Name extends string>(prefix: string, names: readonly Name[]) {
  const values = [unspecified, ...names].map((name) => `${prefix}_${name}`);
  const known = z.string().refine((value) => values.includes(value), `expected one of ${values.join(", ")}`);
  return known.nullish().transform((value) => value ?? `${prefix}_${unspecified}`);
}
