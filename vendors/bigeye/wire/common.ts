import * as z from "zod";
import { receivedSecondsText } from "../../shared/wire/received.ts";

/**
 * Bigeye's JSON uses protobuf's mapping: a missing, null or zero member means the same, and 64-bit numbers are text.
 * Responses are parsed leniently: unknown members are dropped, and enumerations are plain text. Ids arrive as numbers or
 * as text and are kept as text, so that none is rounded.
 */

export const id = z
  .union([z.int().positive(), z.string().regex(/^[1-9]\d{0,18}$/, "expected a positive whole number")])
  .transform(String);

/** Like `id`, but 0 and a missing value are undefined. */
export const optionalId = z
  .union([z.int().nonnegative(), z.string().regex(/^\d{1,19}$/, "expected a whole number")])
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

/** Unix seconds as text; "0" means never. */
export const seconds = receivedSecondsText.nullish().transform((value) => String(value ?? 0));

export function listOf<Item extends z.ZodType>(item: Item) {
  return z
    .array(item)
    .nullish()
    .transform((items) => items ?? []);
}

export const reference = z.object({ id, displayName: text });

export const nothing = z.object({});

/** The response to a bulk deletion. It may list failures although its status is 200. */
export const bulkDeletion = z.object({
  successfulIds: listOf(id),
  failedUpdates: listOf(z.object({ id, reason: text })),
  notRunIds: listOf(id),
});
export type BulkDeletion = z.output<typeof bulkDeletion>;

export const pair = z.object({ groupId: id, userId: id });

/** If both are present, `message` and `error` have the same text. */
export const failure = z
  .object({ code: z.int().nullish(), message: text, error: text })
  .refine(({ message, error }) => message !== "" || error !== "", "expected message or error");
export type Failure = z.output<typeof failure>;

export const bulkDeletionBody = z.object({ userIds: listOf(id) });

export const nameBody = z.object({ name: text });

const unspecified = "UNSPECIFIED";

export function enumeration<const Name extends string>(prefix: string, names: readonly Name[]) {
  const values = [unspecified, ...names].map((name) => `${prefix}_${name}`);
  const known = z.string().refine((value) => values.includes(value), `expected one of ${values.join(", ")}`);
  return known.nullish().transform((value) => value ?? `${prefix}_${unspecified}`);
}
