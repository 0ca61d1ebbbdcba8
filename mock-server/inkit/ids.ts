import type { RandomBytes } from "../shared/random.ts";

const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** Bytes as base 62, always of the same length for as many bytes. */
function base62(bytes: Buffer): string {
  const length = Math.ceil((bytes.length * 8) / Math.log2(digits.length));
  let rest = BigInt(`0x${bytes.toString("hex")}`);
  let text = "";
  while (text.length < length) {
    text = digits.charAt(Number(rest % 62n)) + text;
    rest /= 62n;
  }
  return text;
}

// Ids of the vendor's documented objects have a word, an underscore and about 22 such characters; these words are ours.
export type IdPrefix = "role" | "sa" | "user";

export function createId(prefix: IdPrefix, randomBytes: RandomBytes): string {
  return `${prefix}_${base62(randomBytes(16))}`;
}

/** 43 characters. What the vendor's secrets look like is printed nowhere. */
export function createSecret(randomBytes: RandomBytes): string {
  return base62(randomBytes(32));
}
