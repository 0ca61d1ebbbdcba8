import * as z from "zod";
import { AccessError } from "#access/model/errors.ts";
import type { Asked } from "../shared/calls/asked.ts";
import type { JsonCalls, ReadCall } from "../shared/calls/json-calls.ts";
import type { HttpRequest } from "../shared/http/http-client.ts";
import { PageCount } from "../shared/reads/page-count.ts";
import { pageSize } from "./facts/data/limits.ts";
import { pageOf, pagination } from "./wire/common.ts";

type Sent<S extends z.ZodType> = Pick<HttpRequest, "path" | "body" | "isIdempotent"> & Pick<ReadCall<S>, "asked">;

interface Listing<S extends z.ZodType> {
  readonly what: string;
  readonly path: string;
  /** The member of the response that has the rows. */
  readonly name: string;
  readonly row: S;
  /** What each row must say. @default anything */
  readonly each?: Asked<z.output<S>>;
  readonly query?: { readonly [name: string]: string | undefined };
}

function addQuery(path: string, query: { readonly [name: string]: string | undefined }): string {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) given.set(name, value);
  return `${path}?${given.toString()}`;
}

const anyPage = z.object({ pagination });

/** Returns undefined after the last page. */
function findNextCursor(
  what: string,
  { has_more, next_cursor = "" }: z.output<typeof pagination>,
  { read, count }: { readonly read: Set<string>; readonly count: number },
): string | undefined {
  if (!has_more) return undefined;
  if (next_cursor !== "" && !read.has(next_cursor)) {
    read.add(next_cursor);
    return next_cursor;
  }
  const fault = next_cursor === "" ? "gives no cursor to continue with" : "points back to a previous page";
  const message = `${what}: Arize announces more than ${count} rows, but ${fault}.`;
  const advice = "Run again. If the error persists, report it to Arize with the path.";
  throw new AccessError("unexpected_answer", message, { advice });
}

/** The request patterns of Arize's API. */
export class RowCalls {
  readonly #calls: JsonCalls;

  constructor(calls: JsonCalls) {
    this.#calls = calls;
  }

  async find<S extends z.ZodType>(call: ReadCall<S>): Promise<z.output<S> | undefined> {
    return this.#calls.find(call);
  }

  /**
   * Returns every row of a list. Only `has_more` marks the last page: other pages may be short or empty.
   * @throws AccessError `unexpected_answer` if a page points back to a previous one
   */
  async list<S extends z.ZodType>(listing: Listing<S>): Promise<readonly z.output<S>[]> {
    const rows: z.output<S>[] = [];
    const count = new PageCount(listing.what);
    for await (const page of this.listPages(listing)) {
      for (const one of page) rows.push(one);
      count.add(page.length);
    }
    return rows;
  }

  /** Like `list`, page by page: the next page is read when it is asked for. It may have no end. */
  async *listPages<S extends z.ZodType>({
    query = {},
    ...listing
  }: Listing<S>): AsyncGenerator<readonly z.output<S>[]> {
    const { what, path, name, row, each } = listing;
    const answers = pageOf(name, row);
    const read = new Set<string>();
    let count = 0;
    let cursor: string | undefined;
    do {
      const where = addQuery(path, { ...query, limit: String(pageSize.max), cursor });
      const page = await this.#calls.read({ what, path: where, answers, asked: { [name]: { each } } });
      const rows = page[name] ?? [];
      count += rows.length;
      yield rows;
      cursor = findNextCursor(what, anyPage.parse(page).pagination, { read, count });
    } while (cursor !== undefined);
  }

  async create<S extends z.ZodType>(what: string, answers: S, sent: Sent<S>): Promise<z.output<S>> {
    return this.#calls.write({ what, answers, method: "POST", ...sent });
  }

  async update<S extends z.ZodType>(what: string, answers: S, sent: Sent<S>): Promise<z.output<S>> {
    return this.#calls.write({ what, answers, method: "PATCH", isIdempotent: true, ...sent });
  }

  /** Expects no response body. Throws on a 404. */
  async run(what: string, method: "POST" | "PUT", path: string): Promise<void> {
    await this.#calls.run({ what, method, path });
  }

  /** Succeeds if the object is gone already. */
  async remove(what: string, path: string): Promise<void> {
    await this.#calls.remove(what, path);
  }
}
