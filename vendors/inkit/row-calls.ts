import type * as z from "zod";
import { AccessError } from "#access/model/errors.ts";
import type { JsonCalls } from "../shared/calls/json-calls.ts";
import { PageCount } from "../shared/reads/page-count.ts";
import { page as pageOf } from "./wire/common.ts";

const pageSize = 100;
const attempts = 3;

type Page<Item> = Omit<z.output<ReturnType<typeof pageOf<z.ZodType>>>, "items"> & { readonly items: readonly Item[] };
type ReadPage<Item> = (query: string) => Promise<Page<Item>>;

interface Pages<Item> {
  readonly items: readonly Item[];
  /** The totals of all answers; several if the list changed between two pages. */
  readonly totals: ReadonlySet<number>;
}

async function readEveryPage<Item>(what: string, read: ReadPage<Item>): Promise<Pages<Item>> {
  const items: Item[] = [];
  const totals = new Set<number>();
  const count = new PageCount(what);
  let number: number | null = 1;
  while (number !== null) {
    // Sorted by creation, so that objects created in the meantime come last and shift nothing.
    const page: Page<Item> = await read(`page=${number}&page_size=${pageSize}&sort=created_at`);
    const { next_page: next, total_count: total } = page.metadata.pagination;
    count.add(page.items.length);
    for (const item of page.items) items.push(item);
    totals.add(total);
    if (next !== null && next <= number) {
      throw new AccessError("unexpected_answer", `${what}: page ${number} is followed by page ${next}.`);
    }
    number = next;
  }
  return { items, totals };
}

/** Reads all pages of a list; starts again if the list changed between two pages, because a row may be missing then. */
export async function readList<Item extends { readonly id: string }>(
  what: string,
  read: ReadPage<Item>,
): Promise<readonly Item[]> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const { items, totals } = await readEveryPage(what, read);
    const ids = new Set(items.map(({ id }) => id));
    if (totals.size === 1 && ids.size === items.length && totals.has(items.length)) return items;
  }
  throw new AccessError("vendor_failed", `${what}: the list changed while it was read, ${attempts} times in a row.`);
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
