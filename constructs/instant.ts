/** A moment: an RFC 3339 text such as `2027-01-31T00:00:00Z`, a token, or a `Date`. */
export type Instant = string | Date;

/** RFC 3339 in UTC, without a fraction where that is zero: not every vendor keeps one. An invalid date says so. */
export function instantText(instant: Instant): string {
  if (typeof instant === "string") return instant;
  return Number.isNaN(instant.getTime()) ? String(instant) : instant.toISOString().replace(".000Z", "Z");
}
