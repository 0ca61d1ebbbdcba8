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
 * Keeps a build from obeying names from outside. GitHub's runner takes a line that begins with `::` for a command, and `##[`
 * anywhere in a line: https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
 */
export function disarmLines(text: string): string {
  return text.replaceAll(/^(\s*)(?=::)/gm, "$1\u200B").replaceAll("##[", "##\u200B[");
}

/**
 * JSON whose texts are safe to print, in a build too: its readers get them as they are after `cleanText`.
 * @param indent spaces at the beginning of lines; 0 for one line
 */
export function writeCleanJson(value: unknown, indent = 2): string {
  const clean = (_name: string, part: unknown): unknown => (typeof part === "string" ? cleanText(part) : part);
  // No line of JSON begins with `::`, and outside of its texts there is no `#`.
  return `${JSON.stringify(value, clean, indent).replaceAll("##[", String.raw`#\u0023[`)}\n`;
}
