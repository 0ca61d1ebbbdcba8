import { environment } from "./environment.ts";

export interface TextRule {
  readonly pattern: RegExp;
  /** What the pattern accepts, to complete "it must be …". */
  readonly says: string;
}

/** Names of keys and of roles. The vendor's forms require one and say no more: no length, no letters, no uniqueness. */
export const displayName: TextRule = { pattern: /\S/, says: "text that is not blank" };

/** A role's or key's id: a word, an underscore and base-62 characters, as the ids of the vendor's documented objects. */
export const objectId: TextRule = {
  pattern: /^[a-z0-9]+_[A-Za-z0-9]+$/,
  says: "a word, an underscore, then letters and digits, such as role_4Vt1zKQ2m8XcYpLr0aWbEh",
};

/**
 * What is wrong with the form of a token, in words that do not repeat it; undefined where nothing is. People paste what
 * other vendors take: a scheme before the secret, or the header's name with it.
 */
export function tokenFault(token: string): string | undefined {
  const right = `Inkit takes the secret alone, in the header ${environment.tokenHeader}`;
  const [scheme] = /^(?:bearer|basic|token)(?=\s)/i.exec(token) ?? [];
  if (scheme !== undefined) return `it begins with the scheme "${scheme}"; ${right}, without a scheme`;
  if (/^(?:x-inkit-api-token\s*:|[\w-]+\s*:\s)/i.test(token)) return `it begins with a header's name; ${right}`;
  if (!/^[\u0021-\u007e]+$/.test(token)) return `it holds blanks or characters that no header can carry; ${right}`;
  return undefined;
}
