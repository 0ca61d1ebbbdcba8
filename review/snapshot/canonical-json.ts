import { createHash } from "node:crypto";

/** Deeper than anything that Latchkey writes. */
const deepest = 64;

/** A document nests deeper than any that is written here. */
export class TooDeepError extends Error {
  override readonly name = "TooDeepError";
}

function write(value: unknown, depth: number): string {
  if (depth > deepest) throw new TooDeepError();
  if (Array.isArray(value)) return `[${value.map((one: unknown) => write(one, depth + 1)).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, inner]) => `${JSON.stringify(name)}:${write(inner, depth + 1)}`);
  return `{${members.join(",")}}`;
}

/**
 * The same text for equal documents: without blanks, the members of each object sorted by their UTF-16 code units, texts and
 * numbers as ECMAScript writes them (RFC 8785).
 * @throws TooDeepError
 */
export function writeCanonical(document: unknown): string {
  return write(document, 0);
}

/** `sha256:` and the SHA-256 of the canonical form in hexadecimal digits. @throws TooDeepError */
export function digestOf(document: unknown): string {
  return `sha256:${createHash("sha256").update(writeCanonical(document)).digest("hex")}`;
}
