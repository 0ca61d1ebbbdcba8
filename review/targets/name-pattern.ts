/** Stands for any characters, also none. There is no way to write the character itself. */
export const anyCharacters = "*";

export function isPattern(text: string): boolean {
  return text.includes(anyCharacters);
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
  return hasParts(name, pattern.split(anyCharacters));
}
