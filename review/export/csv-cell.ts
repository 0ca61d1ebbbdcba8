// What a terminal or a build obeys, and what no text should have inside: written as \u{1b}, and a backslash as two.
const unsafe = /[\\\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|#(?=#\[)/gu;

function escapeCharacter(character: string): string {
  return character === "\\" ? String.raw`\\` : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

/** A spreadsheet evaluates what begins like this (https://owasp.org/www-community/attacks/CSV_Injection), or a build does. */
const formula = /^(?:[=+\-@＝＋－＠']|::)/;

/** A cell as RFC 4180 has it. A `'` at its beginning is one that was put there. */
export function writeCell(text: string): string {
  const clean = text.replaceAll(unsafe, escapeCharacter);
  const disarmed = formula.test(clean) ? `'${clean}` : clean;
  return /[",]|^\s|\s$/.test(disarmed) ? `"${disarmed.replaceAll('"', '""')}"` : disarmed;
}
