/** A part of a text in Terraform's JSON syntax. */
export type TemplatePart =
  | { readonly kind: "text"; readonly text: string }
  /** What stands between `${` and `}`. */
  | { readonly kind: "expression"; readonly text: string };

const start = /\$\$\{|%%\{|\$\{|%\{/g;
const token = /"(?:[^"\\]|\\.)*"|[{}]/gs;

/** Where the expression ends that begins at an offset; undefined if it does not. */
function findEnd(text: string, from: number): number | undefined {
  token.lastIndex = from;
  let depth = 1;
  for (let found = token.exec(text); found !== null; found = token.exec(text)) {
    if (found[0] === "{") depth += 1;
    if (found[0] === "}") depth -= 1;
    if (depth === 0) return found.index;
  }
  return undefined;
}

/** The parts of a text: `$${` and `%%{` are literal. Undefined if it holds a directive, or does not end. */
export function splitTemplate(text: string): readonly TemplatePart[] | undefined {
  const parts: TemplatePart[] = [];
  let literal = "";
  let at = 0;
  const endText = (): void => {
    if (literal !== "") parts.push({ kind: "text", text: literal });
    literal = "";
  };
  for (;;) {
    start.lastIndex = at;
    const found = start.exec(text);
    literal += text.slice(at, found?.index);
    if (found === null) break;
    const [sign] = found;
    at = found.index + sign.length;
    if (sign.length === 3) literal += sign.slice(1);
    else {
      const end = sign === "%{" ? undefined : findEnd(text, at);
      if (end === undefined) return undefined;
      endText();
      parts.push({ kind: "expression", text: text.slice(at, end).trim() });
      at = end + 1;
    }
  }
  endText();
  return parts;
}
