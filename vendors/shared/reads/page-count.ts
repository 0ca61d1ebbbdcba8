import { AccessError } from "#access/model/errors.ts";
import { limits } from "../http/limits.ts";

/** Counts the pages of one list, so that a list that always has a next page ends. */
export class PageCount {
  readonly #what: string;
  #pages = 0;
  #rows = 0;

  /** @param what the purpose of the list, which begins the message: `Listing roles` */
  constructor(what: string) {
    this.#what = what;
  }

  /** Call it for each page. @throws AccessError `unexpected_answer` if the list is longer than any real one */
  add(rows: number): void {
    this.#pages += 1;
    this.#rows += rows;
    if (this.#pages <= limits.pages && this.#rows <= limits.rows) return;
    const message = `${this.#what}: the list does not end. ${this.#pages} pages with ${this.#rows} rows were read; at most ${limits.pages} pages and ${limits.rows} rows are accepted.`;
    throw new AccessError("unexpected_answer", message);
  }
}
