/** What a reader does not see, what hides or reverses text, and halves of a character. */
export const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u{FEFF}]/gu;

/** As escapes of JSON and TypeScript. */
function escapeUnits(text: string): string {
  const units = Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
  return units.map((unit) => String.raw`\u${unit.toString(16).padStart(4, "0")}`).join("");
}

/** A text with escapes that GitHub's runner takes for no command. */
export function disarmBrackets(escaped: string): string {
  return escaped.replaceAll("##[", String.raw`#\u0023[`);
}

/** The text between quotation marks in TypeScript: exact, on one line, and no command for a build that prints it. */
export function quoteTypeScript(text: string): string {
  return disarmBrackets(JSON.stringify(text).replaceAll(unseen, escapeUnits));
}
