import { stripDocument } from "../change/qualify.ts";
import type { Found } from "../findings/found.ts";

/** An entry of a file of waivers, or of one of ignored drift, without the reason. */
export interface WaiverEntry {
  readonly code: string;
  readonly kind?: string;
  readonly address?: string;
  readonly subject?: string;
  readonly attribute?: string;
  readonly reason: "";
  readonly until: string;
}

const usualDays = 90;

/** What ignores a difference between code and vendor: as little else as can be said, and the same wherever the state is read. */
function suggestIgnored({ code, address, object }: Found, until: string): WaiverEntry | null {
  const plain = address === null ? null : stripDocument(address);
  if (object === null) return plain === null ? null : { code, address: plain, reason: "", until };
  const { type: kind, id, attribute } = object;
  const place = plain === null ? (id === null ? undefined : { subject: id }) : { address: plain };
  if (place === undefined) return null;
  const entry: WaiverEntry = { code, kind, ...place, reason: "", until };
  return attribute === null ? entry : { code, kind, ...place, attribute, reason: "", until };
}

/**
 * The entry that accepts a finding; null for one that cannot be accepted. The reason is left to whoever accepts it.
 * @param isDrift whether code and vendor are compared
 */
export function suggestWaiver(found: Found, at: string, isDrift = false): WaiverEntry | null {
  const { code, address, waivedSubject, isWaivable } = found;
  if (!isWaivable) return null;
  const until = new Date(Date.parse(at) + usualDays * 24 * 60 * 60 * 1_000).toISOString().slice(0, 10);
  if (isDrift) return suggestIgnored(found, until);
  if (address === null) return null;
  const { isNeeded, text } = waivedSubject;
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
  // GitHub's runner obeys it anywhere in a line.
  return JSON.stringify(entry)
    .replaceAll(unseen, escapeUnits)
    .replaceAll("##[", String.raw`#\u0023[`);
}
