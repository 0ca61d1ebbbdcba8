import { objectId } from "#vendors/signoz/facts/data/limits.ts";
import { invalidInput } from "./errors.ts";

export const zeroId = "00000000-0000-0000-0000-000000000000";

const hexadecimal = /^[0-9a-f]{32}$/;

/** The id in the spelling that rows have, or 400 `invalid_valuer`. Takes what Google's UUID parser takes. */
export function parseId(text: string): string {
  const bare = text.length === 38 && text.startsWith("{") && text.endsWith("}") ? text.slice(1, -1) : text;
  const plain = bare.toLowerCase().replace(/^urn:uuid:/, "");
  if (objectId.pattern.test(plain)) return plain;
  if (!hexadecimal.test(plain)) throw invalidInput("invalid_valuer", `"${text}" is not a UUID`);
  return [plain.slice(0, 8), plain.slice(8, 12), plain.slice(12, 16), plain.slice(16, 20), plain.slice(20)].join("-");
}

/** An id of a body: all zeros where it is left out. Throws 400 `invalid_valuer` for one that is empty or malformed. */
export function readId(sent: string | null | undefined): string {
  return sent === undefined ? zeroId : parseId(sent ?? "");
}

/** For ids that permission checks are made on: only the lower-case spelling, else 400 `invalid_selector`. */
export function checkSelectorId(text: string): string {
  if (objectId.pattern.test(text)) return text;
  throw invalidInput("invalid_selector", `"${text}" is not a selector: expected ${objectId.says}`);
}
