/** Runs reads before anybody needs them, a few at a time. */
export class ReadAhead {
  readonly #most: number;
  readonly #waiting = new Map<string, () => Promise<unknown>>();
  #running = 0;

  /** @param most how many run at the same time; the others wait */
  constructor(most = 10) {
    this.#most = most;
  }

  /** Runs `work` when there is room, unless it is dropped first. `work` must not reject. */
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

// A run may need only one or two things. The third one suggests that it needs more.
const fewest = 3;

/**
 * Keeps the answers to one kind of read until something is written, so that no request is sent twice. Failed reads are
 * not kept.
 */
export class SharedReads<Answer> {
  readonly #kind: string;
  readonly #ahead: ReadAhead;
  readonly #answers = new Map<string, Promise<Answer>>();
  readonly #asked = new Set<string>();
  #next = 0;
  #siblings = 0;

  constructor(kind: string, ahead: ReadAhead) {
    this.#kind = kind;
    this.#ahead = ahead;
  }

  async read(name: string, load: () => Promise<Answer>): Promise<Answer> {
    this.#asked.add(name);
    this.#ahead.drop(this.#placeOf(name));
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
   * Begins reads of siblings: once three things were requested, two siblings for each of them, so that there are at most
   * twice as many useless reads as useful ones.
   * @param names the siblings, in a list that only grows at its end
   */
  readSiblingsAhead(names: readonly string[], load: (name: string) => Promise<Answer>): void {
    if (this.#asked.size < fewest) return;
    for (; this.#next < names.length && this.#siblings < 2 * this.#asked.size; this.#next += 1) {
      const name = names[this.#next];
      if (name === undefined || this.#answers.has(name)) continue;
      this.#siblings += 1;
      this.readAhead(name, () => load(name));
    }
  }

  /** Begins a read that will likely be requested, and keeps its answer for that request. */
  readAhead(name: string, load: () => Promise<Answer>): void {
    if (this.#answers.has(name)) return;
    this.#ahead.add(this.#placeOf(name), async () => {
      // A failed read ahead is not reported: the request for it reads again.
      await this.#read(name, load).catch(() => undefined);
    });
  }

  /** Call it after a write, which may make every earlier answer outdated. */
  forget(): void {
    this.#answers.clear();
    this.#next = 0;
    this.#siblings = 0;
  }

  #placeOf(name: string): string {
    return `${this.#kind} ${name}`;
  }
}
