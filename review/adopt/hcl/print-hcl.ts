import { disarmBrackets, unseen } from "../escape-text.ts";

/** An expression of HCL that is yet to be laid out. */
export type Hcl =
  | { readonly kind: "text"; readonly text: string }
  /** A number, `true`, or a reference. */
  | { readonly kind: "word"; readonly word: string }
  | { readonly kind: "list"; readonly elements: readonly Hcl[] }
  | { readonly kind: "object"; readonly entries: readonly (readonly [name: string, value: Hcl])[] };

/** A block with arguments, and blocks in it. */
export interface HclBlock {
  /** Such as `resource "access_role" "ops"`. */
  readonly head: string;
  readonly entries: readonly (readonly [name: string, value: Hcl])[];
  readonly blocks?: readonly HclBlock[];
}

const width = 100;
const step = "  ";

/** HCL has no pairs of escapes for one character. */
function escapeCharacter(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return code.length <= 4 ? `\\u${code.padStart(4, "0")}` : `\\U${code.padStart(8, "0")}`;
}

/** The text between quotation marks: exact, never a template, and no command for a build that prints it. */
export function quoteHcl(text: string): string {
  const escaped = text
    .replaceAll(/\p{Cs}/gu, "\uFFFD")
    .replaceAll(/["\\]/g, String.raw`\$&`)
    .replaceAll("\n", String.raw`\n`)
    .replaceAll("\r", String.raw`\r`)
    .replaceAll("\t", String.raw`\t`)
    // A second sign before a doubled one would be read in another way.
    .replaceAll(/(?<=[$%])[$%](?=\{)/g, escapeCharacter)
    .replaceAll(/[$%](?=\{)/g, "$&$&")
    .replaceAll(unseen, escapeCharacter);
  return `"${disarmBrackets(escaped)}"`;
}

function printKey(name: string): string {
  return /^[A-Za-z_][\w-]*$/.test(name) ? name : quoteHcl(name);
}

function printFlat(value: Hcl): string {
  switch (value.kind) {
    case "text":
      return quoteHcl(value.text);
    case "word":
      return value.word;
    case "list":
      return `[${value.elements.map(printFlat).join(", ")}]`;
    case "object":
      return value.entries.length === 0
        ? "{}"
        : `{ ${value.entries.map(([name, inner]) => `${printKey(name)} = ${printFlat(inner)}`).join(", ")} }`;
  }
}

function printValue(value: Hcl, indent: string, taken: number): string {
  const flat = printFlat(value);
  if (indent.length + taken + flat.length <= width) return flat;
  const inner = indent + step;
  if (value.kind === "list") {
    const lines = value.elements.map((one) => `${inner}${printValue(one, inner, 1)},`);
    return ["[", ...lines, `${indent}]`].join("\n");
  }
  if (value.kind === "object") return ["{", ...printEntries(value.entries, inner), `${indent}}`].join("\n");
  return flat;
}

const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

/** As many columns as `terraform fmt` counts. */
function measure(text: string): number {
  return [...segmenter.segment(text)].length;
}

interface Entry {
  readonly key: string;
  readonly value: string;
  readonly isLong: boolean;
}

/** Signs of equality stand below each other, as `terraform fmt` has them: a value of several lines ends a row of them. */
function printEntries(given: HclBlock["entries"], indent: string): readonly string[] {
  const entries = given.map(([name, value]): Entry => {
    const key = printKey(name);
    const text = printValue(value, indent, key.length + 3);
    return { key, value: text, isLong: text.includes("\n") };
  });
  const rows: Entry[][] = [[]];
  for (const entry of entries) {
    if (entry.isLong) rows.push([entry], []);
    else rows.at(-1)?.push(entry);
  }
  return rows.flatMap((row) => {
    const length = Math.max(0, ...row.map(({ key }) => measure(key)));
    return row.map(({ key, value }) => `${indent}${key}${" ".repeat(length - measure(key))} = ${value}`);
  });
}

export function printBlock({ head, entries, blocks = [] }: HclBlock, indent = ""): string {
  const inner = indent + step;
  const nested = blocks.flatMap((block) => ["", printBlock(block, inner)]);
  const body = [...printEntries(entries, inner), ...(entries.length === 0 ? nested.slice(1) : nested)];
  return [`${indent}${head} {`, ...body, `${indent}}`].join("\n");
}
