/** One walk through a list: its pages so far, and the next one. */
class Walk<Row> {
  readonly #source: AsyncIterator<readonly Row[]>;
  readonly #pages: Promise<IteratorResult<readonly Row[], unknown>>[] = [];
  hasFailed = false;

  constructor(source: AsyncIterable<readonly Row[]>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  async readPage(index: number): Promise<readonly Row[] | undefined> {
    const page = (this.#pages[index] ??= this.#source.next());
    try {
      const { done, value } = await page;
      return done === true ? undefined : value;
    } catch (error) {
      this.hasFailed = true;
      throw error;
    }
  }
}

/**
 * Keeps the pages of one list until something is written, so that several readers send each request once. A page is read
 * when the first reader asks for it. A walk that failed is not kept.
 */
export class SharedPages<Row> {
  #walk: Walk<Row> | undefined;

  async *read(open: () => AsyncIterable<readonly Row[]>): AsyncGenerator<readonly Row[]> {
    if (this.#walk === undefined || this.#walk.hasFailed) this.#walk = new Walk(open());
    const walk = this.#walk;
    for (let index = 0; ; index += 1) {
      const page = await walk.readPage(index);
      if (page === undefined) return;
      yield page;
    }
  }

  /** Call it after a write, which may make every earlier page outdated. */
  forget(): void {
    this.#walk = undefined;
  }
}
