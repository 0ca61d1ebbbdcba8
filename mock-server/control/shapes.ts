import { z } from "zod";
import { parseDuration } from "../clock.ts";

const instant = z.iso.datetime({ offset: true }).describe("RFC 3339");

export const clockReading = z.strictObject({ now: instant });

const duration = z
  .string()
  .refine((text) => parseDuration(text) !== undefined, "expected a duration such as 90d, 36h, 1h30m or -30s")
  .describe("Go's form with days, such as 90d");

export const clockChange = z.union([z.strictObject({ now: instant }), z.strictObject({ advance: duration })]);

export const snapshot = z.strictObject({
  format: z.literal(1),
  /** False where the caller was not local: credentials are null, and such a snapshot cannot be put back. */
  hasSecrets: z.boolean(),
  tables: z.record(z.string(), z.array(z.unknown())),
});

export const journalFilter = z.strictObject({
  vendor: z.string().optional(),
  method: z.string().optional(),
  path: z.string().optional(),
  operationId: z.string().optional(),
  status: z.coerce.number().int().optional(),
  principal: z.string().optional(),
});

/** One answered request. Never a header, a query, a body or a secret. */
export const journalEntry = z.strictObject({
  at: instant,
  vendor: z.string(),
  method: z.string(),
  path: z.string(),
  operationId: z.string().nullable(),
  status: z.number().int(),
  principal: z.string().nullable(),
  durationMs: z.number(),
});

export const failure = z.strictObject({ error: z.strictObject({ message: z.string() }) });

export type ClockChange = z.output<typeof clockChange>;
export type Snapshot = z.output<typeof snapshot>;
export type JournalFilter = z.output<typeof journalFilter>;
export type JournalEntry = z.output<typeof journalEntry>;
