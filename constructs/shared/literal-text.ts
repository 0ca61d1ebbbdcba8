import { escapeTemplate } from "#access/schema/template-text.ts";
import { Token, Tokenization } from "./cdktf.ts";

/** Where the tokens of a text are: what is between them is literal. */
const tokenPattern = /\$\{TfToken\[[a-zA-Z0-9:._-]+\]\}/g;

function escapeAroundTokens(text: string): string {
  // Most texts have neither.
  if (!text.includes("{")) return text;
  let escaped = "";
  let end = 0;
  for (const { 0: token, index } of text.matchAll(tokenPattern)) {
    escaped += escapeTemplate(text.slice(end, index)) + token;
    end = index + token.length;
  }
  return escaped + escapeTemplate(text.slice(end));
}

/**
 * A value in which every text means itself: what looks like a template in it is not evaluated, as `file(…)` would be.
 * Tokens stay, also within a text, and so does what is no plain data.
 */
export function escapeLiterals<T>(value: T): T;
export function escapeLiterals(value: unknown): unknown {
  if (typeof value === "string") return escapeAroundTokens(value);
  if (typeof value !== "object" || value === null) return value;
  if (Tokenization.isResolvable(value)) return value;
  if (Array.isArray(value)) return Token.isUnresolved(value) ? value : value.map((element) => escapeLiterals(element));
  if (Object.getPrototypeOf(value) !== Object.prototype || Token.isUnresolved(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [escapeLiterals(name), escapeLiterals(inner)]),
  );
}
