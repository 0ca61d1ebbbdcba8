/** Which texts are accepted, and which texts mean the same. */
export interface Format {
  readonly name: string;
  /** What a reader should write, for messages: `an RFC 3339 instant such as 2027-01-31T00:00:00Z`. */
  readonly accepted: string;
  accepts(text: string): boolean;
  /** One spelling for all texts that mean the same. Called only with accepted texts. */
  canonical(text: string): string;
  /** Whether a rejected text may be a secret in the wrong place, so that no message may show it. */
  conceals?(text: string): boolean;
}

const instantPattern =
  /^(\d{4})-(\d{2})-(\d{2})T([01]\d|2[0-3]):([0-5]\d):([0-5]\d|60)(?:\.(\d+))?(Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

function isCalendarDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** RFC 3339, section 5.6. Leap seconds are rejected, since no vendor stores them. */
export const instant: Format = {
  name: "instant",
  accepted: "an RFC 3339 instant such as 2027-01-31T00:00:00Z",
  accepts(text) {
    const match = instantPattern.exec(text);
    if (match === null || match[6] === "60") return false;
    return isCalendarDay(Number(match[1]), Number(match[2]), Number(match[3]));
  },
  canonical(text) {
    const fraction = /\.(\d+)/.exec(text)?.[1]?.replace(/0+$/, "") ?? "";
    const seconds = new Date(text.replace(/\.\d+/, "")).toISOString().slice(0, 19);
    return `${seconds}${fraction === "" ? "" : `.${fraction}`}Z`;
  },
};

const unitSeconds = { d: 86_400, h: 3_600, m: 60, s: 1 } as const;
const durationPattern = /^(?:\d+d)?(?:\d+h)?(?:\d+m)?(?:\d+s)?$/;

/** The length of a valid duration in seconds. */
export function toSeconds(text: string): number {
  let seconds = 0;
  for (const [, count, unit] of text.matchAll(/(\d+)([dhms])/g)) {
    seconds += Number(count) * unitSeconds[unit as keyof typeof unitSeconds];
  }
  return seconds;
}

export const duration: Format = {
  name: "duration",
  accepted: "a duration such as 90d, 36h, 1h30m or 30s",
  accepts: (text) => text !== "" && durationPattern.test(text) && Number.isSafeInteger(toSeconds(text)),
  canonical: (text) => `${toSeconds(text)}s`,
};

/** A duration longer than zero, for periods and lifetimes. */
export const span: Format = {
  ...duration,
  name: "span",
  accepted: "a duration longer than zero, such as 90d, 36h or 30s",
  accepts: (text) => duration.accepts(text) && toSeconds(text) > 0,
};

/** A duration within limits, which are durations themselves. */
export function spanWithin(shortest: string, longest: string): Format {
  const accepts = (text: string): boolean =>
    duration.accepts(text) && toSeconds(text) >= toSeconds(shortest) && toSeconds(text) <= toSeconds(longest);
  return { ...duration, name: "span", accepted: `a duration from ${shortest} to ${longest}`, accepts };
}

/** The alphabet of BIP 173. The age library checks the checksum. */
const recipientPattern = /^age1(?:(?:pq|tag|tagpq)1)?[02-9ac-hj-np-z]{50,}$/;

export const ageRecipient: Format = {
  name: "age recipient",
  accepted:
    "an age public key as age-keygen prints it, age1… (also age1pq1…, age1tag1… or age1tagpq1…; SSH keys are not supported)",
  accepts: (text) => recipientPattern.test(text),
  canonical: (text) => text,
  conceals: (text) => /secret|private/i.test(text),
};

/**
 * Vendors check what is before and after the @. All of them ignore case when they compare addresses. Some trim blanks and
 * others refuse them, so none are accepted.
 */
export const emailAddress: Format = {
  name: "email address",
  accepted: "an email address such as ada@teams.example.com, without blanks",
  accepts: (text) => /^[^\s@]+@[^\s@]+$/.test(text),
  canonical: (text) => text.toLowerCase(),
};
