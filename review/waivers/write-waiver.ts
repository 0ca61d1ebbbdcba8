import type { Found } from "../findings/found.ts";

/** An entry of a file of waivers, without the reason. */
export interface WaiverEntry {
  readonly code: string;
  readonly address: string;
  readonly subject?: string;
  readonly reason: "";
  readonly until: string;
}

const usualDays = 90;

/** The entry that accepts a finding; null for one that cannot be accepted. The reason is left to whoever accepts it. */
export function suggestWaiver(found: Found, at: string): WaiverEntry | null {
  const { code, address, waivedSubject, isWaivable } = found;
  if (address === null || !isWaivable) return null;
  const { isNeeded, text } = waivedSubject;
  const until = new Date(Date.parse(at) + usualDays * 24 * 60 * 60 * 1_000).toISOString().slice(0, 10);
  if (!isNeeded) return { code, address, reason: "", until };
  return text === null ? null : { code, address, subject: text, reason: "", until };
}

/** Characters that nobody sees, which hide others or end a line. */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** As one line of JSON, exact and safe to print: whatever hides is spelled as an escape. */
export function writeWaiver(entry: WaiverEntry): string {
  const escapeUnits = (character: string): string =>
    Array.from({ length: character.length }, (_, at) => {
      return `\\u${character.charCodeAt(at).toString(16).padStart(4, "0")}`;
    }).join("");
  return JSON.stringify(entry).replaceAll(unseen, escapeUnits);
}
