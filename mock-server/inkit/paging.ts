import type { Call } from "../shared/vendor.ts";
import { type FieldIssue, checkFields, refuseFields } from "./errors.ts";

interface Listed {
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** What is searched, and sorted by beside the times. */
interface Naming<Row> {
  /** As `sort` spells it. */
  readonly key: string;
  of(row: Row): string;
}

interface Metadata {
  readonly pagination: {
    readonly page_size: number;
    readonly current_page: number;
    readonly next_page: number | null;
    readonly prev_page: number | null;
    readonly page_count: number;
    readonly total_count: number;
  };
  readonly sort: { readonly key: string; readonly order: 1 | -1 };
}

interface Page<Item> {
  readonly items: readonly Item[];
  readonly metadata: Metadata;
}

const defaultPageSize = 25;
const counted = /^[1-9]\d{0,8}$/;

function readText(value: unknown, otherwise: string): string {
  return typeof value === "string" && value !== "" ? value : otherwise;
}

function findCountIssues(field: string, text: string): readonly FieldIssue[] {
  return counted.test(text) ? [] : [{ field, message: "expected a whole number from 1 on" }];
}

function compare(left: string, right: string): number {
  return left === right ? 0 : left < right ? -1 : 1;
}

function sortRows<Row extends Listed>(
  rows: readonly Row[],
  text: string,
  naming: Naming<NoInfer<Row>>,
): readonly Row[] {
  const valueOf = new Map<string, (row: Row) => string>([
    [naming.key, (row) => naming.of(row)],
    ["created_at", ({ createdAt }) => createdAt],
    ["updated_at", ({ updatedAt }) => updatedAt],
  ]);
  const value = valueOf.get(text.replace(/^-/, ""));
  if (value === undefined) {
    const message = `expected one of ${[...valueOf.keys()].join(", ")}, after a - for descending`;
    throw refuseFields([{ field: "sort", message }]);
  }
  const order = text.startsWith("-") ? -1 : 1;
  return [...rows].sort((one, other) => order * compare(value(one), value(other)));
}

/**
 * One page of what matches `search`, in the envelope of the vendor's documented lists. The vendor's pages name neither a
 * default order nor a largest page: here the order is by `created_at`, and a page has no largest size.
 */
export function takePage<Row extends Listed>(
  rows: readonly Row[],
  query: Call["query"],
  naming: Naming<NoInfer<Row>>,
): Page<Row> {
  const number = readText(query["page"], "1");
  const size = readText(query["page_size"], String(defaultPageSize));
  checkFields([...findCountIssues("page", number), ...findCountIssues("page_size", size)]);
  const sort = readText(query["sort"], "created_at");
  const search = readText(query["search"], "").toLowerCase();
  const matching = rows.filter((row) => naming.of(row).toLowerCase().includes(search));
  const found = sortRows(matching, sort, naming);
  const page = Number(number);
  const pageSize = Number(size);
  const pages = Math.ceil(found.length / pageSize);
  const pagination = {
    page_size: pageSize,
    current_page: page,
    next_page: page < pages ? page + 1 : null,
    prev_page: page > 1 ? page - 1 : null,
    page_count: pages,
    total_count: found.length,
  };
  const start = (page - 1) * pageSize;
  return {
    items: found.slice(start, start + pageSize),
    metadata: { pagination, sort: { key: sort.replace(/^-/, ""), order: sort.startsWith("-") ? -1 : 1 } },
  };
}

/** The page with the JSON of each row. */
export async function pageJson<Row, Item>(
  { items, metadata }: Page<Row>,
  toJson: (row: Row) => Item | Promise<Item>,
): Promise<Page<Item>> {
  return { items: await Promise.all(items.map(toJson)), metadata };
}

export const byName: Naming<{ readonly name: string }> = { key: "name", of: ({ name }) => name };
