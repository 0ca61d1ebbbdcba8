import type * as z from "zod";
import { AccessError } from "#access/model/errors.ts";
import { misshapen } from "./errors.ts";
import type { page } from "./wire/common.ts";

const pageSize = 100;
const attempts = 3;

type Page<Item> = Omit<z.output<ReturnType<typeof page<z.ZodType>>>, "items"> & { readonly items: readonly Item[] };

interface Pages<Item> {
  readonly items: readonly Item[];
  /** How many there were by the answers; several numbers where the list changed between two pages. */
  readonly totals: ReadonlySet<number>;
}

async function everyPage<Item>(what: string, read: (query: string) => Promise<Page<Item>>): Promise<Pages<Item>> {
  const items: Item[] = [];
  const totals = new Set<number>();
  let number: number | null = 1;
  while (number !== null) {
    // In the order of creation: what is made meanwhile comes at the end, and shifts nothing.
    const page: Page<Item> = await read(`page=${number}&page_size=${pageSize}&sort=created_at`);
    const { next_page: next, total_count: total } = page.metadata.pagination;
    items.push(...page.items);
    totals.add(total);
    if (next !== null && next <= number) throw misshapen(what, `page ${number} is followed by page ${next}`);
    number = next;
  }
  return { items, totals };
}

/** All of a list. Read anew where it changed between two pages: something may have slipped from the one to the other. */
export async function listed<Item extends { readonly id: string }>(
  what: string,
  read: (query: string) => Promise<Page<Item>>,
): Promise<readonly Item[]> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const { items, totals } = await everyPage(what, read);
    const ids = new Set(items.map(({ id }) => id));
    if (totals.size === 1 && ids.size === items.length && totals.has(items.length)) return items;
  }
  throw new AccessError("vendor_failed", `${what}: the list changed while it was read, ${attempts} times in a row.`);
}
