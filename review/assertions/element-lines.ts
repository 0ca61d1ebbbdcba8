const token = /"(?:[^"\\]|\\.)*"|[[\]{},]/gs;

/** Line breaks before a place. */
function countLine(text: string, end: number): number {
  let line = 1;
  for (let at = text.indexOf("\n"); at >= 0 && at < end; at = text.indexOf("\n", at + 1)) line += 1;
  return line;
}

/**
 * The lines, from 1, at which the objects begin of a list that a JSON document has under a name. The document must be valid;
 * of a name that it has twice, the last list counts, as for `JSON.parse`.
 */
export function listElementLines(text: string, name: string): readonly number[] {
  let lines: number[] = [];
  let depth = 0;
  let key = "";
  let isInside = false;
  for (const { 0: found, index } of text.matchAll(token)) {
    if (found === "{" && depth === 2 && isInside) lines.push(countLine(text, index));
    if (found === "[" && depth === 1) {
      isInside = key === name;
      if (isInside) lines = [];
    }
    if (found === "[" || found === "{") depth += 1;
    else if (found === "]" || found === "}") depth -= 1;
    else if (found !== "," && depth === 1) key = JSON.parse(found) as string;
  }
  return lines;
}
