/** A moment: an RFC 3339 text such as `2027-01-31T00:00:00Z`, a token that resolves to one, or a `Date`. */
export type Instant = string | Date;
