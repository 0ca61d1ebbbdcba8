import { instant } from "#access/schema/formats.ts";

/** What an entry of a file of ignored drift is about, beside its address and its subject. Null: any. */
export interface IgnoredDrift {
  readonly code: string | null;
  /** The noun. */
  readonly kind: string | null;
  /** In snake_case. */
  readonly attribute: string | null;
}

/** Something that somebody accepts: one finding at one place, about one subject, and nothing wider. */
export interface Waiver {
  readonly code: string;
  /** One in a file; in code, those of a construct and of what is below it. */
  readonly addresses: readonly string[];
  /** Null: a finding about nobody. */
  readonly subject: string | null;
  /** Empty if it is missing. */
  readonly reason: string;
  /** A day, or an instant: RFC 3339. Null if it is missing. */
  readonly until: string | null;
  /** Where it is written: a file, or a construct's path. */
  readonly by: string;
  /** It ignores drift: whatever is equal in all that it names is meant, and what it does not name may be anything. */
  readonly ignores?: IgnoredDrift;
}

/** Why a waiver does not count, or that it does nothing. */
export type WaiverFault = "notApproved" | "withoutReason" | "tooFar" | "expired" | "unmatched";

/** A waiver, and what became of it. */
export interface JudgedWaiver {
  readonly waiver: Waiver;
  /** Null if it counts. */
  readonly fault: WaiverFault | null;
  /** The branch that the change goes to does not have it like this; true as well if nobody knows that branch. */
  readonly isNew: boolean;
}

/** The waivers that count for a report. */
export interface GivenWaivers {
  readonly waivers: readonly Waiver[];
  /** Those of the branch that the change goes to; null if nobody says which they are. */
  readonly base: readonly Waiver[] | null;
}

export const noWaivers: GivenWaivers = { waivers: [], base: null };

/** What tells one waiver from another, beside what it says. */
export function keyOfWaiver({ code, addresses, subject, ignores }: Waiver): string {
  return JSON.stringify([code, addresses.toSorted(), subject, ignores?.kind ?? null, ignores?.attribute ?? null]);
}

/** Fewer characters are no reason. */
export const shortestReason = 10;

/** Whether a text is a day or an instant. */
export function isMoment(text: string): boolean {
  return instant.accepts(text) || instant.accepts(`${text}T00:00:00Z`);
}

const day = 24 * 60 * 60 * 1_000;

function isDay(until: string): boolean {
  return !until.includes("T");
}

/** A day lasts to its end, in UTC. */
export function isExpired(until: string, at: string): boolean {
  const end = Date.parse(until) + (isDay(until) ? day : 0);
  return end <= Date.parse(at);
}

/** Whether a waiver ends later than a year from now. */
export function isTooFar(until: string, at: string): boolean {
  const limit = new Date(at);
  limit.setUTCFullYear(limit.getUTCFullYear() + 1);
  return Date.parse(until) > limit.getTime();
}

/** Why a waiver would not count, as it is written. Null if it would. */
export function findWaiverFault({ until, reason }: Pick<Waiver, "until" | "reason">, at: string): WaiverFault | null {
  if (reason.trim().length < shortestReason) return "withoutReason";
  if (until === null || isTooFar(until, at)) return "tooFar";
  return isExpired(until, at) ? "expired" : null;
}
