import { z } from "zod";
import { parseDuration } from "../shared/clock.ts";

/** Administrators' tokens, as `VENDOR=VALUE` separated by spaces: unlike a command line, other users cannot read it. */
export const tokensVariable = "LATCHKEY_MOCK_TOKENS";
export const controlTokenVariable = "LATCHKEY_MOCK_CONTROL_TOKEN";

const instant = z.iso.datetime({ offset: true }).describe("RFC 3339");

export const clockReading = z.strictObject({ now: instant });

const duration = z
  .string()
  .refine((text) => parseDuration(text) !== undefined, "expected a duration such as 90d, 36h, 1h30m or -30s")
  .describe("Go's form with days, such as 90d");

export const clockChange = z.union([z.strictObject({ now: instant }), z.strictObject({ advance: duration })]);

export const snapshot = z.strictObject({
  format: z.literal(1),
  /** False for callers on other machines: credentials are null, and such a snapshot cannot be restored. */
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
  since: instant.optional().describe("Not before this, on the mock's clock"),
  fault: z.string().optional().describe("The id of the fault that applied"),
});

/** One answered request. Never a header, a query, a body or a secret. */
export const journalEntry = z.strictObject({
  at: instant,
  vendor: z.string(),
  method: z.string(),
  path: z.string(),
  operationId: z.string().nullable(),
  /** 0 if a fault broke the connection. */
  status: z.number().int(),
  principal: z.string().nullable(),
  /** The vendor's own time, without delays of faults. */
  durationMs: z.number(),
  /** The id of the fault that applied; null if none did. */
  fault: z.string().nullable(),
});

const faultMembers = {
  route: z
    .string()
    .regex(
      /^(?:GET|POST|PUT|PATCH|DELETE|\*) \/\S+$/,
      "expected a method and a path below a vendor's name, such as POST /VENDOR/api/v1/roles",
    )
    .describe("A method or *, and a path including the vendor's prefix; {name} and * match one segment"),
  count: z.number().int().min(1).optional().describe("How many requests it applies to; default: all, until cleared"),
  probability: z.number().gt(0).max(1).optional().describe("How likely it applies to a request; default: 1"),
  status: z.number().int().min(400).max(599).optional().describe("The status in place of the vendor's own"),
  delayMs: z.number().int().min(0).max(3_600_000).optional().describe("How long the answer is delayed"),
  drop: z
    .enum(["before", "after"])
    .optional()
    .describe("Breaks the connection without an answer, before or after the vendor acts"),
  body: z.enum(["truncated", "html"]).optional().describe("Cuts the answer in half, or answers with a web page"),
  retryAfter: z.number().int().min(0).optional().describe("Seconds in the Retry-After header"),
  limit: z
    .strictObject({
      requests: z.number().int().min(1).describe("How many requests pass"),
      per: duration.describe("In each period of this length, on the mock's clock"),
    })
    .optional()
    .describe("A rate limit: further requests get 429 and the seconds left in Retry-After"),
  acts: z
    .boolean()
    .optional()
    .describe("Whether the vendor acts; default: yes, except with a status or with drop before"),
};

/** What goes wrong with the requests to a route. The vendor acts first, then the answer is delayed, then it is changed. */
export const faultOrder = z.strictObject(faultMembers).superRefine((fault, { addIssue }) => {
  const { status, delayMs, drop, body, retryAfter, acts, limit } = fault;
  const refuse = (message: string): void => addIssue({ code: "custom", message });
  if (limit !== undefined && [retryAfter, drop, acts].some((member) => member !== undefined)) {
    refuse("limit cannot be combined with retryAfter, drop or acts");
  }
  if ([status, delayMs, drop, body, limit].every((member) => member === undefined)) {
    refuse("expected one of status, delayMs, drop, body and limit");
  }
  if (drop !== undefined && [status, body, retryAfter, acts].some((member) => member !== undefined)) {
    refuse("drop cannot be combined with status, body, retryAfter or acts");
  }
  if (retryAfter !== undefined && status === undefined) refuse("retryAfter needs a status");
});

/** A fault that is set. `left` is how many requests it still applies to; null without a count. */
export const fault = z.strictObject({ id: z.string(), ...faultMembers, left: z.number().int().nullable() });

/** A person who returns from an identity provider, and what the provider says about them. */
export const ssoLogin = z.strictObject({
  vendor: z.string(),
  email: z.string(),
  groups: z.array(z.string()).default([]).describe("The identity provider's groups"),
  role: z.string().optional().describe("The identity provider's role attribute"),
  name: z.string().optional(),
});

/** The vendor's result. */
export const ssoSession = z.strictObject({
  principal: z.string(),
  isFirst: z.boolean().describe("Whether this created the person, or activated an invited one"),
  roles: z.array(z.string()).describe("The names of the person's roles now"),
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
