import { AccessError } from "#access/model/errors.ts";
import { SharedReads, type ReadAhead } from "./shared-reads.ts";

/** Reads things of one kind. */
export interface Source<Row> {
  /** Undefined if it is gone. */
  readOne(id: string): Promise<Row | undefined>;
  readAll(): Promise<readonly Row[]>;
}

/**
 * Finds things of one kind by id. Reads the first few one by one, so that two of thousands cost two requests; after that
 * one list serves all. Reads what the list lacks one by one too, also if the token may not list.
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
    const row = this.#asked.size > this.#few ? (await this.#getList(source))?.get(id) : undefined;
    return row ?? this.#singles.read(id, () => source.readOne(id));
  }

  forget(): void {
    this.#list = undefined;
    this.#singles.forget();
  }

  async #getList({ readAll }: Source<Row>): Promise<ReadonlyMap<string, Row> | undefined> {
    this.#list ??= this.#readList(readAll);
    return this.#list;
  }

  async #readList(readAll: Source<Row>["readAll"]): Promise<ReadonlyMap<string, Row> | undefined> {
    try {
      return new Map((await readAll()).map((row) => [row.id, row]));
    } catch (error) {
      // The single read runs into the same error, and reports it, unless only the list fails.
      if (error instanceof AccessError) return undefined;
      throw error;
    }
  }
}
