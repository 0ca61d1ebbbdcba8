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
  since: instant.optional().describe("Not before this, by the mock's clock"),
  fault: z.string().optional().describe("The id of the fault that befell it"),
});

/** One answered request. Never a header, a query, a body or a secret. */
export const journalEntry = z.strictObject({
  at: instant,
  vendor: z.string(),
  method: z.string(),
  path: z.string(),
  operationId: z.string().nullable(),
  /** As it was answered; 0 where a fault dropped the connection. */
  status: z.number().int(),
  principal: z.string().nullable(),
  /** The vendor's own time: what a fault adds is not in it. */
  durationMs: z.number(),
  /** The id of the fault that befell it; null where none did. */
  fault: z.string().nullable(),
});

const faultMembers = {
  route: z
    .string()
    .regex(
      /^(?:GET|POST|PUT|PATCH|DELETE|\*) \/\S+$/,
      "expected a method and a path below a vendor's name, such as POST /VENDOR/api/v1/roles",
    )
    .describe("A method or *, and a path below the mock's address; {name} and * stand for one segment"),
  count: z.number().int().min(1).optional().describe("How many requests it befalls; left out: all, until cleared"),
  probability: z.number().gt(0).max(1).optional().describe("How likely it befalls a request; left out: 1"),
  status: z.number().int().min(400).max(599).optional().describe("Answered in place of the vendor's own"),
  delayMs: z.number().int().min(0).max(3_600_000).optional().describe("How long the answer is held back"),
  drop: z
    .enum(["before", "after"])
    .optional()
    .describe("The connection breaks without an answer: before the vendor acts, or after it did"),
  body: z.enum(["truncated", "html"]).optional().describe("The answer's text is cut in half, or is a web page"),
  retryAfter: z.number().int().min(0).optional().describe("Seconds in the header Retry-After"),
  limit: z
    .strictObject({
      requests: z.number().int().min(1).describe("How many are let through"),
      per: duration.describe("In each stretch of this length, by the mock's clock"),
    })
    .optional()
    .describe("A rate limit: it befalls what goes beyond, with 429 and the seconds that are left in Retry-After"),
  acts: z
    .boolean()
    .optional()
    .describe("Whether the vendor acts; left out: it does, except with a status and with drop before"),
};

/** What is to befall the requests of a route. The vendor acts first, then the answer is held back, then it is spoilt. */
export const faultOrder = z.strictObject(faultMembers).superRefine((fault, { addIssue }) => {
  const { status, delayMs, drop, body, retryAfter, acts, limit } = fault;
  const refuse = (message: string): void => addIssue({ code: "custom", message });
  if (limit !== undefined && [retryAfter, drop, acts].some((member) => member !== undefined)) {
    refuse("a rate limit says itself when to come back, and the vendor does not act beyond it");
  }
  if ([status, delayMs, drop, body, limit].every((member) => member === undefined)) {
    refuse("expected one of status, delayMs, drop, body and limit");
  }
  if (drop !== undefined && [status, body, retryAfter, acts].some((member) => member !== undefined)) {
    refuse("a connection that is dropped has no status, body or retryAfter, and drop says whether the vendor acts");
  }
  if (retryAfter !== undefined && status === undefined) refuse("retryAfter goes with a status");
});

/** A fault that is set. `left` is how many requests it may still befall, null where no count was given. */
export const fault = z.strictObject({ id: z.string(), ...faultMembers, left: z.number().int().nullable() });

/** Somebody who comes back from an identity provider, with what that says of them. */
export const ssoLogin = z.strictObject({
  vendor: z.string(),
  email: z.string(),
  groups: z.array(z.string()).default([]).describe("The identity provider's groups"),
  role: z.string().optional().describe("The identity provider's attribute for roles"),
  name: z.string().optional(),
});

/** What the vendor made of it. */
export const ssoSession = z.strictObject({
  principal: z.string(),
  isFirst: z.boolean().describe("Whether this made the person, or made an invited one active"),
  roles: z.array(z.string()).describe("The names of the roles that the person holds now"),
  headers: z.record(z.string(), z.string()).describe("What to send to act as that person"),
  session: z.record(z.string(), z.unknown()).describe("The vendor's own answer to a sign-in"),
});

export const failure = z.strictObject({ error: z.strictObject({ message: z.string() }) });

export type ClockChange = z.output<typeof clockChange>;
export type Snapshot = z.output<typeof snapshot>;
export type JournalFilter = z.output<typeof journalFilter>;
export type JournalEntry = z.output<typeof journalEntry>;
export type FaultOrder = z.output<typeof faultOrder>;
export type Fault = z.output<typeof fault>;
export type SsoLogin = z.input<typeof ssoLogin>;
export type SsoSession = z.output<typeof ssoSession>;
