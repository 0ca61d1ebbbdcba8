import type { Call } from "../vendor.ts";
import { type FieldFault, checkFields, invalidFields } from "./errors.ts";

interface Listed {
  readonly name?: string;
  readonly email?: string;
  readonly created_at: string;
  readonly updated_at: string;
}

type SortKey = keyof Listed;

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly metadata: {
    readonly pagination: {
      readonly page_size: number;
      readonly current_page: number;
      readonly next_page: number | null;
      readonly prev_page: number | null;
      readonly page_count: number;
      readonly total_count: number;
    };
    readonly sort: { readonly key: string; readonly order: 1 | -1 };
  };
}

const defaultPageSize = 25;
const counted = /^[1-9]\d{0,8}$/;

function textOf(value: unknown, otherwise: string): string {
  return typeof value === "string" && value !== "" ? value : otherwise;
}

function countFault(field: string, text: string): readonly FieldFault[] {
  return counted.test(text) ? [] : [{ field, message: "expected a whole number from 1 on" }];
}

function compare(left: string, right: string): number {
  return left === right ? 0 : left < right ? -1 : 1;
}

interface Order {
  readonly key: SortKey;
  readonly order: 1 | -1;
}

function orderOf(text: string, keys: readonly SortKey[]): Order {
  const key = keys.find((known) => known === text.replace(/^-/, ""));
  if (key !== undefined) return { key, order: text.startsWith("-") ? -1 : 1 };
  const message = `expected one of ${keys.join(", ")}, after a - for descending`;
  throw invalidFields([{ field: "sort", message }]);
}

/**
 * One page of what matches `search`, in the envelope of the vendor's documented lists. What is sorted by when nobody says
 * and whether a page has a largest size is printed nowhere: here it is `created_at`, and none.
 */
export function pageOf<Item extends Listed>(
  items: readonly Item[],
  query: Call["query"],
  named: "name" | "email",
): Page<Item> {
  const [number, size] = [textOf(query["page"], "1"), textOf(query["page_size"], String(defaultPageSize))];
  checkFields([...countFault("page", number), ...countFault("page_size", size)]);
  const { key, order } = orderOf(textOf(query["sort"], "created_at"), [named, "created_at", "updated_at"]);
  const search = textOf(query["search"], "").toLowerCase();
  const found = items
    .filter((item) => (item[named] ?? "").toLowerCase().includes(search))
    .sort((one, other) => order * compare(one[key] ?? "", other[key] ?? ""));
  const [page, pageSize] = [Number(number), Number(size)];
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
  return { items: found.slice(start, start + pageSize), metadata: { pagination, sort: { key, order } } };
}
