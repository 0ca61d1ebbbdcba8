/** Reads that nobody waits for yet, so many at a time. */
export class ReadAhead {
  readonly #most: number;
  readonly #waiting = new Map<string, () => Promise<unknown>>();
  #running = 0;

  /** @param most how many run at once; further ones wait. */
  constructor(most = 10) {
    this.#most = most;
  }

  /** Runs `work` when there is room, unless it is dropped before. It must not reject. */
  add(name: string, work: () => Promise<unknown>): void {
    this.#waiting.set(name, work);
    this.#start();
  }

  drop(name: string): void {
    this.#waiting.delete(name);
  }

  clear(): void {
    this.#waiting.clear();
  }

  #start(): void {
    while (this.#running < this.#most) {
      const [next] = this.#waiting;
      if (next === undefined) return;
      const [name, work] = next;
      this.#waiting.delete(name);
      this.#running += 1;
      void work().finally(() => {
        this.#running -= 1;
        this.#start();
      });
    }
  }
}

// One thing, or two, may be all that there is to read: the third shows that there are more.
const fewest = 3;

/**
 * Answers of one kind of read by what was asked, for as long as nothing is written: the same is never asked twice. What
 * failed is not kept.
 */
export class SharedReads<Answer> {
  readonly #kind: string;
  readonly #ahead: ReadAhead;
  readonly #answers = new Map<string, Promise<Answer>>();
  readonly #asked = new Set<string>();
  #next = 0;
  #spread = 0;

  constructor(kind: string, ahead: ReadAhead) {
    this.#kind = kind;
    this.#ahead = ahead;
  }

  async read(name: string, load: () => Promise<Answer>): Promise<Answer> {
    this.#asked.add(name);
    this.#ahead.drop(this.#place(name));
    return this.#read(name, load);
  }

  async #read(name: string, load: () => Promise<Answer>): Promise<Answer> {
    const known = this.#answers.get(name);
    if (known !== undefined) return known;
    const reading = load();
    this.#answers.set(name, reading);
    reading.catch(() => {
      if (this.#answers.get(name) === reading) this.#answers.delete(name);
    });
    return reading;
  }

  /**
   * Begins reads of siblings of what was asked for: of two for each thing that was asked for, once there are three, so
   * that what turns out to be in vain is bounded by what was of use.
   * @param names those that may be asked for, in a list to which only ever more is added.
   */
  spread(names: readonly string[], load: (name: string) => Promise<Answer>): void {
    if (this.#asked.size < fewest) return;
    for (; this.#next < names.length && this.#spread < 2 * this.#asked.size; this.#next += 1) {
      const name = names[this.#next];
      if (name === undefined || this.#answers.has(name)) continue;
      this.#spread += 1;
      this.readAhead(name, () => load(name));
    }
  }

  /** Begins a read that will likely be asked for; what comes of it is told to whoever asks. */
  readAhead(name: string, load: () => Promise<Answer>): void {
    if (this.#answers.has(name)) return;
    this.#ahead.add(this.#place(name), async () => {
      // Whoever asks for it reads again: a failure ahead of time is nobody's.
      await this.#read(name, load).catch(() => undefined);
    });
  }

  /** After a write nothing that was read before may be taken for what is there. */
  forget(): void {
    this.#answers.clear();
    this.#next = 0;
    this.#spread = 0;
  }

  #place(name: string): string {
    return `${this.#kind} ${name}`;
  }
}
