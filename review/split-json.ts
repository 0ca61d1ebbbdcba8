/** What of a document is read on its own, and what is kept of it. */
export interface SplitPlan {
  /** The names of objects and lists whose parts are read one by one, where all that they are in is split too. */
  readonly split: ReadonlySet<string>;
  /** Of those lists, the ones whose elements are split as well. */
  readonly deep: ReadonlySet<string>;
  /** What is kept of an element of a list. @param path the names that lead to the list */
  keep(element: unknown, path: readonly string[]): unknown;
}

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const colon = 0x3a;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;

/** It is not JSON of the form that is split: whoever reads it whole says what is wrong. */
export class NotSplitError extends Error {
  override readonly name = "NotSplitError";
}

/**
 * Reads a large document of JSON part by part, so that neither its text nor all of its values are ever held at once.
 * By hand, because what is published for it takes more than twice as long as `JSON.parse`, which reads each part here.
 */
class Splitter {
  readonly #bytes: Buffer;
  readonly #plan: SplitPlan;
  #at: number;

  constructor(bytes: Buffer, plan: SplitPlan) {
    this.#bytes = bytes;
    this.#plan = plan;
    // A mark of the byte order.
    this.#at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  }

  /** The next byte that is no space. */
  #peek(): number | undefined {
    const bytes = this.#bytes;
    let byte = bytes[this.#at];
    while (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) {
      this.#at += 1;
      byte = bytes[this.#at];
    }
    return byte;
  }

  #take(wanted: number): void {
    if (this.#peek() !== wanted) throw new NotSplitError();
    this.#at += 1;
  }

  /** Where the value ends that begins here. What is in it is not looked at: `JSON.parse` will. */
  #findEnd(): number {
    const bytes = this.#bytes;
    let depth = 0;
    for (let at = this.#at; at < bytes.length; at += 1) {
      const byte = bytes[at];
      if (byte === quote) {
        at += 1;
        while (bytes[at] !== quote) {
          if (at >= bytes.length) throw new NotSplitError();
          at += bytes[at] === backslash ? 2 : 1;
        }
        if (depth === 0) return at + 1;
      } else if (byte === openBrace || byte === openBracket) depth += 1;
      else if (byte === closeBrace || byte === closeBracket) {
        if (depth < 2) return depth === 0 ? at : at + 1;
        depth -= 1;
      } else if (byte === comma && depth === 0) return at;
    }
    throw new NotSplitError();
  }

  #readLeaf(): unknown {
    this.#peek();
    const end = this.#findEnd();
    const text = this.#bytes.toString("utf8", this.#at, end);
    this.#at = end;
    return JSON.parse(text);
  }

  #readName(): string {
    if (this.#peek() !== quote) throw new NotSplitError();
    return String(this.#readLeaf());
  }

  /** Whether another part follows. */
  #isMore(close: number): boolean {
    const byte = this.#peek();
    this.#at += 1;
    if (byte !== comma && byte !== close) throw new NotSplitError();
    return byte === comma;
  }

  #isEmpty(close: number): boolean {
    if (this.#peek() !== close) return false;
    this.#at += 1;
    return true;
  }

  #readObject(path: readonly string[]): object {
    this.#take(openBrace);
    const members: [string, unknown][] = [];
    if (this.#isEmpty(closeBrace)) return {};
    do {
      const name = this.#readName();
      this.#take(colon);
      members.push([name, this.#plan.split.has(name) ? this.#readSplit([...path, name]) : this.#readLeaf()]);
    } while (this.#isMore(closeBrace));
    return Object.fromEntries(members);
  }

  #readList(path: readonly string[]): readonly unknown[] {
    this.#take(openBracket);
    const elements: unknown[] = [];
    if (this.#isEmpty(closeBracket)) return elements;
    const isDeep = this.#plan.deep.has(path.at(-1) ?? "");
    do {
      elements.push(isDeep ? this.#readSplit(path) : this.#plan.keep(this.#readLeaf(), path));
    } while (this.#isMore(closeBracket));
    return elements;
  }

  #readSplit(path: readonly string[]): unknown {
    const byte = this.#peek();
    // People nest a few modules. A hostile document nests without end.
    if (path.length > 500) throw new NotSplitError();
    if (byte === openBrace) return this.#readObject(path);
    return byte === openBracket ? this.#readList(path) : this.#readLeaf();
  }

  read(): unknown {
    const document = this.#readObject([]);
    if (this.#peek() !== undefined) throw new NotSplitError();
    return document;
  }
}

/** @throws NotSplitError, or SyntaxError of `JSON.parse`: its message quotes the text */
export function splitJson(bytes: Buffer, plan: SplitPlan): unknown {
  return new Splitter(bytes, plan).read();
}
