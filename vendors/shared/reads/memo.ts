interface Entry<Value> {
  readonly value: Promise<Value>;
  /** The things whose change makes the value outdated; undefined until they are known. */
  dependencies: ReadonlySet<string> | undefined;
}

/**
 * Keeps what a run read until the run itself changes something that the value depends on. Concurrent calls share one
 * read. A failed read is not kept.
 */
export class Memo<Value> {
  readonly #listDependencies: (value: Value) => Iterable<string>;
  readonly #knownBefore: (name: string) => ReadonlySet<string> | undefined;
  readonly #kept = new Map<string, Entry<Value>>();

  /** @param dependsOn lists the things that a value depends on; "its name" if only the name, known before the read */
  constructor(dependsOn: ((value: Value) => Iterable<string>) | "its name") {
    this.#knownBefore = (name) => (dependsOn === "its name" ? new Set([name]) : undefined);
    this.#listDependencies = dependsOn === "its name" ? () => [] : dependsOn;
  }

  async get(name: string, read: () => Promise<Value>): Promise<Value> {
    const known = this.#kept.get(name);
    if (known !== undefined) return known.value;
    const kept: Entry<Value> = { value: read(), dependencies: this.#knownBefore(name) };
    this.#kept.set(name, kept);
    try {
      const value = await kept.value;
      kept.dependencies ??= new Set(this.#listDependencies(value));
      return value;
    } catch (error) {
      if (this.#kept.get(name) === kept) this.#kept.delete(name);
      throw error;
    }
  }

  /** Call it before and after a write: a read in flight may return the old or the new value. */
  forget(things: readonly string[]): void {
    for (const [name, { dependencies }] of this.#kept) {
      if (dependencies === undefined || things.some((thing) => dependencies.has(thing))) this.#kept.delete(name);
    }
  }
}
