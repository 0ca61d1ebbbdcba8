import * as z from "zod";
import { receivedId, receivedInstant } from "../../shared/wire/received.ts";

/**
 * SigNoz's own JSON. Answers are read leniently: unknown members are dropped, and values that a newer server may extend
 * (statuses, role types, verbs, kinds) are text. Bodies are read like the server's Go decoder does: a missing or null
 * member becomes the zero value, and unknown members are ignored.
 */

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
export const timestamps = { createdAt: receivedInstant.optional(), updatedAt: receivedInstant.optional() };

/** The answer of most creations: only the id. */
export const created = z.object({ id: receivedId });

/** The envelope of success: `{"status": "success", "data": …}`. */
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
    /** `delay` is in nanoseconds; the header `Retry-After` has the same in whole seconds. */
    retry: z.object({ delay: z.number() }).optional(),
  }),
});
export type Failure = z.output<typeof failure>;

export const sentFlag = z
  .boolean()
  .nullish()
  .transform((flag) => flag ?? false);
