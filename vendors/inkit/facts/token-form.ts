import { environment } from "./data/environment.ts";

/**
 * Describes what is wrong with the form of a token, without repeating the token; undefined if nothing is. A common mistake
 * is to include a scheme or the header's name, as other vendors expect.
 */
export function findTokenFault(token: string): string | undefined {
  const right = `Inkit expects only the secret, in the header ${environment.tokenHeader}`;
  const [scheme] = /^(?:bearer|basic|token)(?=\s)/i.exec(token) ?? [];
  if (scheme !== undefined) return `it begins with the scheme "${scheme}"; ${right}, without a scheme`;
  if (/^(?:x-inkit-api-token\s*:|[\w-]+\s*:\s)/i.test(token)) return `it begins with a header's name; ${right}`;
  if (!/^[\u0021-\u007e]+$/.test(token)) return `it contains blanks or characters that no header can carry; ${right}`;
  return undefined;
}
