/** A part of the text: `text.slice(start, end)`. */
interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Attribute extends Span {
  readonly kind: "attribute";
  readonly name: string;
  /** The strings in the value, in order; other values are left out. */
  readonly strings: readonly string[];
}

export interface Block extends Span {
  readonly kind: "block";
  readonly name: string;
  readonly labels: readonly string[];
  readonly body: readonly Item[];
}

export type Item = Attribute | Block;

interface Token extends Span {
  readonly kind: "word" | "string" | "mark" | "end";
  readonly text: string;
}

/** Text that is not HCL, or uses a part of HCL that this parser does not know. */
export class HclSyntaxError extends Error {
  override readonly name = "HclSyntaxError";
  /** Counted from 1. */
  readonly line: number;

  constructor(message: string, line: number) {
    super(message);
    this.line = line;
  }
}

const tokenPattern =
  /(?<space>[\s\uFEFF]+|#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\/)|(?<string>"(?:[^"\\\n]|\\[^\n])*")|(?<word>[\w.-]+)|(?<mark>[{}[\]=,:])/y;

function createError(text: string, offset: number, message: string): HclSyntaxError {
  return new HclSyntaxError(message, text.slice(0, offset).split("\n").length);
}

function quoteFirstLine(text: string): string {
  return JSON.stringify(text.split(/\r?\n/, 1)[0]?.slice(0, 40));
}

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let start = 0;
  while (start < text.length) {
    tokenPattern.lastIndex = start;
    const match = tokenPattern.exec(text);
    if (match === null) throw createError(text, start, `${quoteFirstLine(text.slice(start))} is unexpected`);
    const end = tokenPattern.lastIndex;
    const { string, word } = match.groups ?? {};
    if (string !== undefined) tokens.push({ kind: "string", text: unquote(string), start, end });
    else if (word !== undefined) tokens.push({ kind: "word", text: word, start, end });
    else if (match.groups?.["mark"] !== undefined) tokens.push({ kind: "mark", text: match[0], start, end });
    start = end;
  }
  return tokens;
}

function unquote(text: string): string {
  return text.slice(1, -1).replace(/\\(.)/g, "$1");
}

class Parser {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  #next = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = tokenize(text);
  }

  #peek(): Token {
    const end = this.#text.length;
    return this.#tokens[this.#next] ?? { kind: "end", text: "", start: end, end };
  }

  #take(): Token {
    const token = this.#peek();
    this.#next += 1;
    return token;
  }

  #createUnexpectedError(token: Token, wanted: string): HclSyntaxError {
    const found = token.kind === "end" ? "the end of the file" : quoteFirstLine(this.#text.slice(token.start));
    return createError(this.#text, token.start, `expected ${wanted}, found ${found}`);
  }

  parseItems(closing: "}" | ""): readonly Item[] {
    const items: Item[] = [];
    while (this.#peek().text !== closing || this.#peek().kind === "string") {
      const token = this.#peek();
      if (token.kind !== "word" && token.kind !== "string") {
        throw this.#createUnexpectedError(token, closing === "" ? "a block" : `a name or "}"`);
      }
      items.push(this.#parseItem());
    }
    return items;
  }

  #parseItem(): Item {
    const first = this.#take();
    const labels: string[] = [];
    for (let token = this.#take(); ; token = this.#take()) {
      if (token.kind === "word" || token.kind === "string") labels.push(token.text);
      else if (token.text === "=" && labels.length === 0) return this.#parseAttribute(first);
      else if (token.text === "{") return this.#parseBlock(first, labels);
      else throw this.#createUnexpectedError(token, `"=" or "{"`);
    }
  }

  #parseAttribute(first: Token): Attribute {
    const from = this.#next;
    let depth = 0;
    do {
      const token = this.#take();
      if (token.kind === "end") throw this.#createUnexpectedError(token, "a value");
      if (token.text === "[" || token.text === "{") depth += token.kind === "mark" ? 1 : 0;
      if (token.text === "]" || token.text === "}") depth -= token.kind === "mark" ? 1 : 0;
      if (depth < 0) throw this.#createUnexpectedError(token, "a value");
    } while (depth > 0);
    const taken = this.#tokens.slice(from, this.#next);
    const strings = taken.filter((token) => token.kind === "string").map((token) => token.text);
    return { kind: "attribute", name: first.text, strings, start: first.start, end: taken.at(-1)?.end ?? first.end };
  }

  #parseBlock(first: Token, labels: readonly string[]): Block {
    const body = this.parseItems("}");
    const { end } = this.#take();
    return { kind: "block", name: first.text, labels, body, start: first.start, end };
  }
}

/**
 * The blocks and attributes of a lock file or a CLI configuration, with their positions in the text. It knows only the part
 * of HCL that those files use: no expressions, no templates, no heredocs.
 *
 * @throws HclSyntaxError if the text is something else
 */
export function parseHcl(text: string): readonly Item[] {
  return new Parser(text).parseItems("");
}

/** The strings in the attribute `name`; none if there is no such attribute. */
export function findStrings(items: readonly Item[], name: string): readonly string[] {
  return items.flatMap((item) => (item.kind === "attribute" && item.name === name ? item.strings : []));
}
