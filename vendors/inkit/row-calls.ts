import type * as z from "zod";
import { AccessError } from "#access/model/errors.ts";
import type { JsonCalls } from "../shared/calls/json-calls.ts";
import { PageCount } from "../shared/reads/page-count.ts";
import { page as pageOf } from "./wire/common.ts";

const pageSize = 100;
const attempts = 3;

type Page<Item> = Omit<z.output<ReturnType<typeof pageOf<z.ZodType>>>, "items"> & { readonly items: readonly Item[] };
type ReadPage<Item> = (query: string) => Promise<Page<Item>>;

/** One reading of a list, of which a page may be read after somebody changed the list. */
class Reading {
  readonly #ids = new Set<string>();
  readonly #totals = new Set<number>();
  #rows = 0;

  add({ items, metadata }: Page<{ readonly id: string }>): void {
    for (const { id } of items) this.#ids.add(id);
    this.#rows += items.length;
    this.#totals.add(metadata.pagination.total_count);
  }

  /** Otherwise the list changed between two pages, and a row may be missing. */
  get isWhole(): boolean {
    return this.#totals.size === 1 && this.#ids.size === this.#rows && this.#totals.has(this.#rows);
  }
}

/** How many pages are asked for at the same time, once the first one says how many there are. */
const parallelPages = 8;

/** The pages of one reading: a few that follow are asked for together with the one that is wanted. */
class PagesAhead<Item> {
  readonly #read: ReadPage<Item>;
  readonly #asked = new Map<number, Promise<Page<Item>>>();

  constructor(read: ReadPage<Item>) {
    this.#read = read;
  }

  /** @param last the last page that there is, as far as it is known */
  async get(number: number, last: number): Promise<Page<Item>> {
    if (!this.#asked.has(number)) {
      const end = Math.min(last, number + parallelPages - 1);
      for (let next = number; next <= Math.max(end, number); next += 1) this.#ask(next);
    }
    const page = this.#asked.get(number);
    this.#asked.delete(number);
    return page ?? this.#read(toQuery(number));
  }

  #ask(number: number): void {
    const page = this.#read(toQuery(number));
    // Whoever wants the page is told of its failure.
    page.catch(() => undefined);
    this.#asked.set(number, page);
  }
}

function toQuery(number: number): string {
  // Sorted by creation, so that objects created in the meantime come last and shift nothing.
  return `page=${number}&page_size=${pageSize}&sort=created_at`;
}

async function* readEveryPage<Item>(what: string, read: ReadPage<Item>): AsyncGenerator<Page<Item>> {
  const pages = new PagesAhead(read);
  let number: number | null = 1;
  let last = 1;
  while (number !== null) {
    const page: Page<Item> = await pages.get(number, last);
    yield page;
    const { next_page: next, page_count: count } = page.metadata.pagination;
    last = count;
    if (next !== null && next <= number) {
      throw new AccessError("unexpected_answer", `${what}: page ${number} is followed by page ${next}.`);
    }
    number = next;
  }
}

function createChangedError(what: string): AccessError {
  return new AccessError("vendor_failed", `${what}: the list changed while it was read, ${attempts} times in a row.`);
}

/** Reads all pages of a list; starts again if the list changed between two pages, because a row may be missing then. */
export async function readList<Item extends { readonly id: string }>(
  what: string,
  read: ReadPage<Item>,
): Promise<readonly Item[]> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const reading = new Reading();
    const count = new PageCount(what);
    const items: Item[] = [];
    for await (const page of readEveryPage(what, read)) {
      count.add(page.items.length);
      reading.add(page);
      for (const item of page.items) items.push(item);
    }
    if (reading.isWhole) return items;
  }
  throw createChangedError(what);
}

/** Like `readList`, page by page: after a change, what was passed on already is not passed on again. */
export async function* readPages<Item extends { readonly id: string }>(
  what: string,
  read: ReadPage<Item>,
): AsyncGenerator<readonly Item[]> {
  const passed = new Set<string>();
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const reading = new Reading();
    for await (const page of readEveryPage(what, read)) {
      reading.add(page);
      yield page.items.filter(({ id }) => !passed.has(id));
      for (const { id } of page.items) passed.add(id);
    }
    if (reading.isWhole) return;
  }
  throw createChangedError(what);
}

interface Listing<Item extends z.ZodType<{ readonly id: string }>> {
  readonly what: string;
  readonly path: string;
  readonly row: Item;
}

export async function listAll<Item extends z.ZodType<{ readonly id: string }>>(
  calls: JsonCalls,
  { what, path, row }: Listing<Item>,
): Promise<readonly z.output<Item>[]> {
  const answers = pageOf(row);
  return readList(what, (query) => calls.read({ what, path: `${path}?${query}`, answers, asked: {} }));
}

export function listPages<Item extends z.ZodType<{ readonly id: string }>>(
  calls: JsonCalls,
  { what, path, row }: Listing<Item>,
): AsyncGenerator<readonly z.output<Item>[]> {
  const answers = pageOf(row);
  return readPages(what, (query) => calls.read({ what, path: `${path}?${query}`, answers, asked: {} }));
}
