/**
 * Control characters (a terminal obeys them), characters without a shape of their own (they reverse or hide text), and
 * separators that look like a line break. Halves of a character are no text at all. Tab and line feed do no harm.
 */
const unsafe = /(?![\t\n])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

function escape(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

/** Makes text from outside safe to print: what a terminal would obey or hide is written out, such as `\u{1b}`. */
export function cleanText(text: string): string {
  return text.replaceAll("\r\n", "\n").replaceAll(unsafe, escape);
}

/** @param length the most characters that are kept */
export function cutText(text: string, length: number): string {
  if (text.length <= length) return text;
  return `${text.slice(0, length)}… (${text.length - length} more characters)`;
}

/** Like `cleanText`, for words of an endpoint inside a sentence: one line, and cut. */
export function quoteLine(text: string, length = 2_000): string {
  return cleanText(cutText(text.trim(), length).replaceAll(/\s+/g, " "));
}

/**
 * Keeps a build from obeying lines that begin with a name from outside: GitHub's runner takes `::` and `##[` at the beginning
 * of a line for a command.
 */
export function disarmLines(text: string): string {
  return text.replaceAll(/^(\s*)(?=::|##\[)/gm, "$1\u200B");
}
