import { maskSecrets } from "./known-secrets.ts";
import { cutText } from "./shown-text.ts";

const longestValue = 200;

/**
 * A given value inside a sentence that goes on with what is accepted, in quotation marks: a long one would push the rest out of
 * sight.
 */
export function quoteValue(value: string): string {
  return `"${shortenValue(value)}"`;
}

/** Like `quoteValue`, for what has marks of its own. */
export function shortenValue(text: string): string {
  // Masked first: a cut could leave a part of a secret.
  return cutText(maskSecrets(text), longestValue);
}
