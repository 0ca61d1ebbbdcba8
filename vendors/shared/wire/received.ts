import * as z from "zod";

/**
 * What is checked of an answer where it enters, so that nothing unusable reaches state or a path: an id becomes a segment
 * of a URL, a secret the value of a header, an instant a date.
 */

function matching(pattern: RegExp, expected: string) {
  return z.string().regex(pattern, `expected ${expected}`);
}

/** An id that cannot change the path that it becomes a part of, as `..` would. */
export const receivedId = matching(/^(?!\.{1,2}$)[\w.:~@+=-]{1,256}$/, "an id of 1 to 256 letters, digits and -._~");

/** Like `receivedId`, for ids in base64, which are sent percent-encoded. */
export const receivedBase64Id = matching(/^[\w+/=-]{1,512}$/, "an id of 1 to 512 characters of base64");

/** A new secret. */
export const receivedSecret = matching(/^[\u0021-\u007e]{1,8192}$/, "a secret of 1 to 8192 visible characters");

function isInstant(text: string): boolean {
  return text.length <= 64 && /^\d{4}-\d\d-\d\d/.test(text) && !Number.isNaN(Date.parse(text));
}

/** A date with a time, in the forms of ISO 8601 that servers use. */
export const receivedInstant = z.string().refine(isInstant, "expected an instant such as 2031-05-05T05:05:05Z");

// The last second of the year 9999.
const lastSecond = 253_402_300_799;

/** Seconds since 1970; 0 usually means never. */
export const receivedSeconds = z.int().min(0).max(lastSecond, "expected seconds up to the year 9999");

/** Like `receivedSeconds`, as a number or as text. */
export const receivedSecondsText = z
  .union([z.int(), z.string().regex(/^-?\d{1,19}$/)])
  .refine((value) => Math.abs(Number(value)) <= lastSecond, "expected seconds up to the year 9999");
