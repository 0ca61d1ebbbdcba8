/** Stands for any characters, also none. There is no way to write the character itself. */
export const anyCharacters = "*";

export function isPattern(text: string): boolean {
  return text.includes(anyCharacters);
}

/** The most of them in one pattern: each may have to look through all of a name. */
export const mostStars = 10;

function listParts(pattern: string): readonly string[] {
  return pattern.replaceAll(/\*+/g, anyCharacters).split(anyCharacters);
}

/** Whether a text has more places for any characters than a pattern may. */
export function isPatternTooLong(text: string): boolean {
  return listParts(text).length - 1 > mostStars;
}

/** Whether the parts follow each other in a text, the first one at its beginning and the last one at its end. */
function hasParts(text: string, parts: readonly string[]): boolean {
  const [first = "", ...others] = parts;
  const last = others.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const part of others) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}

/** Whether a name is meant by a pattern: all of it, in the same case. */
export function matchesPattern(name: string, pattern: string): boolean {
  return hasParts(name, listParts(pattern));
}
