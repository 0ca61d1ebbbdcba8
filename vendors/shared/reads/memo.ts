interface Kept<Value> {
  readonly value: Promise<Value>;
  /** What makes it untrue when it is written to; undefined until that is known. */
  on: ReadonlySet<string> | undefined;
}

/**
 * What was read once in a run and is true until the run itself writes to something that it rests on. One read serves
 * all who ask meanwhile; a read that failed serves nobody after it.
 */
export class Memo<Value> {
  readonly #restsOn: (value: Value) => Iterable<string>;
  readonly #whileRead: (name: string) => ReadonlySet<string> | undefined;
  readonly #kept = new Map<string, Kept<Value>>();

  /** @param restsOn what makes a value untrue; "its name" where nothing else does, which is known before it is read */
  constructor(restsOn: ((value: Value) => Iterable<string>) | "its name") {
    this.#whileRead = (name) => (restsOn === "its name" ? new Set([name]) : undefined);
    this.#restsOn = restsOn === "its name" ? () => [] : restsOn;
  }

  async get(name: string, read: () => Promise<Value>): Promise<Value> {
    const known = this.#kept.get(name);
    if (known !== undefined) return known.value;
    const kept: Kept<Value> = { value: read(), on: this.#whileRead(name) };
    this.#kept.set(name, kept);
    try {
      const value = await kept.value;
      kept.on ??= new Set(this.#restsOn(value));
      return value;
    } catch (error) {
      if (this.#kept.get(name) === kept) this.#kept.delete(name);
      throw error;
    }
  }

  /** Call it before the write and after it: a read that is on its way may have seen either. */
  changed(things: readonly string[]): void {
    for (const [name, { on }] of this.#kept) {
      if (on === undefined || things.some((thing) => on.has(thing))) this.#kept.delete(name);
    }
  }
}
