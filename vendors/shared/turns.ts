/** Runs work on the same thing one after another, in the order of the calls. */
export class Turns {
  readonly #last = new Map<string, Promise<void>>();

  /** Runs `work` even if the work before it failed. */
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
