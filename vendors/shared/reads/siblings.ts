import { AccessError } from "#access/model/errors.ts";
import { SharedReads, type ReadAhead } from "./shared-reads.ts";

/** How things of one kind are read. */
export interface Source<Row> {
  /** Undefined where it is gone. */
  one(id: string): Promise<Row | undefined>;
  /** All that there are. */
  all(): Promise<readonly Row[]>;
}

/**
 * Things of one kind by id. The first few are read singly, so that two among thousands cost two requests; from then on
 * one list answers for all. What the list lacks is read singly before it is called gone, and so is everything where the
 * token may not list.
 */
export class Siblings<Row extends { readonly id: string }> {
  readonly #few: number;
  readonly #singles: SharedReads<Row | undefined>;
  readonly #asked = new Set<string>();
  #list: Promise<ReadonlyMap<string, Row> | undefined> | undefined;

  constructor(kind: string, ahead: ReadAhead, few = 2) {
    this.#few = few;
    this.#singles = new SharedReads(kind, ahead);
  }

  async find(id: string, source: Source<Row>): Promise<Row | undefined> {
    this.#asked.add(id);
    const row = this.#asked.size > this.#few ? (await this.#listed(source))?.get(id) : undefined;
    return row ?? this.#singles.read(id, () => source.one(id));
  }

  forget(): void {
    this.#list = undefined;
    this.#singles.forget();
  }

  async #listed({ all }: Source<Row>): Promise<ReadonlyMap<string, Row> | undefined> {
    this.#list ??= this.#byId(all);
    return this.#list;
  }

  async #byId(all: Source<Row>["all"]): Promise<ReadonlyMap<string, Row> | undefined> {
    try {
      return new Map((await all()).map((row) => [row.id, row]));
    } catch (error) {
      // Any failure that is not this list's own is met again, and told, by the single read.
      if (error instanceof AccessError) return undefined;
      throw error;
    }
  }
}
