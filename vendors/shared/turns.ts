/** Lets work on the same thing happen one after another, in the order in which it was asked for. */
export class Turns {
  readonly #last = new Map<string, Promise<void>>();

  /** What failed before does not stop what comes after. */
  async take<Result>(thing: string, work: () => Promise<Result>): Promise<Result> {
    const before = this.#last.get(thing);
    const result = (async () => {
      await before;
      return work();
    })();
    const settled = result.then(
      () => undefined,
      () => undefined,
    );
    this.#last.set(thing, settled);
    try {
      return await result;
    } finally {
      if (this.#last.get(thing) === settled) this.#last.delete(thing);
    }
  }
}
