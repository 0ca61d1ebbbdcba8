import { Decimal } from "./decimal.ts";

const numberPattern = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
// JSON.parse checks the text between the quotation marks.
const stringPattern = /"(?:[^"\\]|\\.)*"/sy;
const blankPattern = /[ \t\n\r]*/y;
const maximumDepth = 512;

export class JsonSyntaxError extends SyntaxError {
  override readonly name = "JsonSyntaxError";
  /** Where the text stops being JSON; its length if it ends too early. */
  readonly offset: number;

  constructor(offset: number, options?: ErrorOptions) {
    super(`Invalid JSON at character ${offset}`, options);
    this.offset = offset;
  }
}

/** `JSON.parse` loses digits before Node 22, and does not always say where it stopped. */
class JsonParser {
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  #fail(): never {
    throw new JsonSyntaxError(this.#at);
  }

  #skip(literal: string): boolean {
    this.#match(blankPattern);
    if (!this.#text.startsWith(literal, this.#at)) return false;
    this.#at += literal.length;
    return true;
  }

  #parseString(): string {
    this.#match(blankPattern);
    const start = this.#at;
    const quoted = this.#match(stringPattern);
    if (quoted === undefined) this.#fail();
    try {
      return JSON.parse(quoted) as string;
    } catch (error) {
      throw new JsonSyntaxError(start, { cause: error });
    }
  }

  #parseArray(): unknown[] {
    const values: unknown[] = [];
    if (this.#skip("]")) return values;
    do values.push(this.#parseValue());
    while (this.#skip(","));
    return this.#skip("]") ? values : this.#fail();
  }

  #parseObject(): Record<string, unknown> {
    const entries: [string, unknown][] = [];
    if (this.#skip("}")) return {};
    do {
      const name = this.#parseString();
      if (!this.#skip(":")) this.#fail();
      entries.push([name, this.#parseValue()]);
    } while (this.#skip(","));
    return this.#skip("}") ? Object.fromEntries(entries) : this.#fail();
  }

  #parseNested(parse: () => unknown): unknown {
    this.#depth += 1;
    if (this.#depth > maximumDepth) this.#fail();
    const value = parse();
    this.#depth -= 1;
    return value;
  }

  #parseValue(): unknown {
    if (this.#skip("{")) return this.#parseNested(() => this.#parseObject());
    if (this.#skip("[")) return this.#parseNested(() => this.#parseArray());
    if (this.#skip("null")) return null;
    if (this.#skip("true")) return true;
    if (this.#skip("false")) return false;
    const number = this.#match(numberPattern);
    if (number === undefined) return this.#parseString();
    const decimal = new Decimal(number);
    return decimal.whole() ?? decimal;
  }

  parse(): unknown {
    const value = this.#parseValue();
    this.#match(blankPattern);
    return this.#at === this.#text.length ? value : this.#fail();
  }
}

/**
 * Parses JSON without losing digits: whole numbers become number or bigint, all others `Decimal`.
 * @throws JsonSyntaxError
 */
export function parseJson(text: string): unknown {
  return new JsonParser(text).parse();
}
