import * as z from "zod";

/**
 * SigNoz's own JSON. Answers are read leniently: members that are not named here are dropped, and what a newer server
 * may add to (statuses, role types, verbs, kinds) is text. Bodies are read as the server's Go decoder reads them: a
 * member that is missing or null is the zero value, and unknown members are ignored.
 */

// Go's decoder leaves a member that is missing or null at its zero value.
export const sentText = z
  .string()
  .nullish()
  .transform((text) => text ?? "");

const largestUint64 = 2 ** 64;

export const sentUnsigned = z
  .number()
  .refine((value) => Number.isInteger(value) && value >= 0 && value < largestUint64, "expected an unsigned integer")
  .nullish()
  .transform((value) => value ?? 0);

// RFC 3339 with sub-second digits. The OpenAPI file does not require them.
export const timestamps = { createdAt: z.string().optional(), updatedAt: z.string().optional() };

/** What most creations answer: the rest has to be read. */
export const created = z.object({ id: z.string() });

/** What a success carries: `{"status": "success", "data": …}`. */
export function success<Data extends z.ZodType>(
  data: Data,
): z.ZodObject<{ status: z.ZodLiteral<"success">; data: Data }> {
  return z.object({ status: z.literal("success"), data });
}

export const failure = z.object({
  status: z.literal("error"),
  error: z.object({
    type: z.string(),
    code: z.string(),
    message: z.string(),
    errors: z.array(z.object({ message: z.string(), suggestions: z.array(z.string()).default([]) })).default([]),
    suggestions: z.array(z.string()).default([]),
    url: z.string().optional(),
    /** `delay` is in nanoseconds; the header `Retry-After` says the same in whole seconds. */
    retry: z.object({ delay: z.number() }).optional(),
  }),
});
export type Failure = z.output<typeof failure>;

export const sentFlag = z
  .boolean()
  .nullish()
  .transform((flag) => flag ?? false);
