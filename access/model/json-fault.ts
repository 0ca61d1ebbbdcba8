const space = /[ \t\n\r]*/y;
const text = /"(?:[ !#-[\]-\u{10ffff}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy;
const plain = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/** Reads as far as there is JSON: Node 20 does not always say where its own parser stopped. */
class JsonReader {
  readonly #source: string;
  /** Past what was read and the white space behind it. */
  offset = 0;

  constructor(source: string) {
    this.#source = source;
    this.#skip(space);
  }

  #skip(pattern: RegExp): boolean {
    pattern.lastIndex = this.offset;
    const [found] = pattern.exec(this.#source) ?? [];
    this.offset += found?.length ?? 0;
    return found !== undefined;
  }

  #take(pattern: RegExp): boolean {
    return this.#skip(pattern) && this.#skip(space);
  }

  #items(end: RegExp, item: () => boolean): boolean {
    if (this.#take(end)) return true;
    do {
      if (!item()) return false;
    } while (this.#take(/,/y));
    return this.#take(end);
  }

  value(): boolean {
    if (this.#take(text) || this.#take(plain)) return true;
    if (this.#take(/\[/y)) return this.#items(/\]/y, () => this.value());
    const member = () => this.#take(text) && this.#take(/:/y) && this.value();
    return this.#take(/\{/y) && this.#items(/\}/y, member);
  }
}

/** The offset at which a text stops being one JSON value; its length where it ends too early. */
export function jsonFaultOffset(source: string): number {
  const reader = new JsonReader(source);
  reader.value();
  return reader.offset;
}
