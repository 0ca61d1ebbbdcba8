import type { Duration } from "../duration.ts";
import type { Instant } from "../instant.ts";
import { Token } from "./cdktf.ts";

/** RFC 3339 in UTC, without a fraction where it is zero: some vendors drop it. An invalid `Date` gives "Invalid Date". */
export function formatInstant(instant: Instant): string {
  if (typeof instant === "string") return instant;
  // From JavaScript, a token can be an object.
  if (Token.isUnresolved(instant)) return Token.asString(instant);
  return Number.isNaN(instant.getTime()) ? String(instant) : instant.toISOString().replace(".000Z", "Z");
}

/** As `formatInstant`; undefined for undefined. */
export function formatOptionalInstant(instant: Instant | undefined): string | undefined {
  return instant === undefined ? undefined : formatInstant(instant);
}

/** Go's form with days: `90d`. Undefined for undefined. */
export function formatOptionalDuration(duration: Duration | string | undefined): string | undefined {
  return duration === undefined ? undefined : String(duration);
}
