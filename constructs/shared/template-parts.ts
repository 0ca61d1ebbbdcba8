/** A text as Terraform reads it. */
export interface TemplateParts {
  /** What stands around the expressions. */
  readonly literals: readonly string[];
  /** What stands within them. */
  readonly expressions: readonly string[];
}

/** Where an expression ends that begins at an index: after its closing brace. */
function findEnd(text: string, start: number): number {
  let depth = 1;
  for (let at = start; at < text.length; at += 1) {
    const letter = text[at];
    if (letter === '"') at = skipQuoted(text, at + 1);
    else if (letter === "{") depth += 1;
    else if (letter === "}") depth -= 1;
    if (depth === 0) return at + 1;
  }
  return text.length;
}

/** Where a quoted text ends, whose quotes may enclose expressions with quoted texts of their own. */
function skipQuoted(text: string, start: number): number {
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === '"') return at;
    else if (isOpening(text, at)) at = findEnd(text, at + 2) - 1;
  }
  return text.length;
}

/** An escaped one, `$${`, is a part of the text. */
function isOpening(text: string, at: number): boolean {
  const isMark = (text[at] === "$" || text[at] === "%") && text[at + 1] === "{";
  return isMark && text[at - 1] !== text[at];
}

export function splitTemplate(text: string): TemplateParts {
  const literals: string[] = [];
  const expressions: string[] = [];
  let end = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (!isOpening(text, at)) continue;
    literals.push(text.slice(end, at));
    end = findEnd(text, at + 2);
    expressions.push(text.slice(at + 2, end - 1));
    at = end - 1;
  }
  literals.push(text.slice(end));
  return { literals: literals.filter((one) => one !== ""), expressions };
}
