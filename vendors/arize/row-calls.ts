import * as z from "zod";
import { AccessError } from "#access/model/errors.ts";
import type { JsonCalls, ReadCall } from "../shared/calls/json-calls.ts";
import type { HttpRequest } from "../shared/http/http-client.ts";
import { pageSize } from "./facts/data/limits.ts";
import { pagination } from "./wire/common.ts";

type Sent = Pick<HttpRequest, "path" | "body" | "isIdempotent">;

interface Listing<S extends z.ZodType> {
  readonly what: string;
  readonly path: string;
  /** What the vendor calls the rows. */
  readonly name: string;
  readonly row: S;
  readonly query?: { readonly [name: string]: string | undefined };
}

function addQuery(path: string, query: { readonly [name: string]: string | undefined }): string {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) given.set(name, value);
  return `${path}?${given.toString()}`;
}

const anyPage = z.looseObject({ pagination });

/** Undefined after the last page. */
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
  const fault = next_cursor === "" ? "gives no cursor to continue with" : "points back to a page that was read already";
  const message = `${what}: Arize says that more rows follow after ${count}, but ${fault}.`;
  const advice = "Run again; if it persists, report it to Arize with the path.";
  throw new AccessError("unexpected_answer", message, { advice });
}

/** The kinds of requests that Arize's API is made of. */
export class RowCalls {
  readonly #calls: JsonCalls;

  constructor(calls: JsonCalls) {
    this.#calls = calls;
  }

  async find<S extends z.ZodType>(call: ReadCall<S>): Promise<z.output<S> | undefined> {
    return this.#calls.find(call);
  }

  /**
   * Every row of a list. `has_more` alone ends it: a page may be short, or empty, in the middle. Throws
   * `unexpected_answer` where a page points to one that was read already, which would never end.
   */
  async list<S extends z.ZodType>({ what, path, name, row, query = {} }: Listing<S>): Promise<readonly z.output<S>[]> {
    const rows: z.output<S>[] = [];
    const read = new Set<string>();
    let cursor: string | undefined;
    do {
      const where = addQuery(path, { ...query, limit: String(pageSize.max), cursor });
      const page = await this.#calls.read({ what, path: where, answers: anyPage });
      rows.push(...this.#calls.parse(what, z.array(row), page[name]));
      cursor = findNextCursor(what, page.pagination, { read, count: rows.length });
    } while (cursor !== undefined);
    return rows;
  }

  async create<S extends z.ZodType>(what: string, answers: S, sent: Sent): Promise<z.output<S>> {
    return this.#calls.write({ what, answers, method: "POST", ...sent });
  }

  /** An update says what is to be: sending it twice comes to the same as once. */
  async update<S extends z.ZodType>(what: string, answers: S, sent: Sent): Promise<z.output<S>> {
    return this.#calls.write({ what, answers, method: "PATCH", isIdempotent: true, ...sent });
  }

  /** For what answers nothing; a 404 is an error. */
  async run(what: string, method: "POST" | "PUT", path: string): Promise<void> {
    await this.#calls.run({ what, method, path });
  }

  /** Succeeds where the thing is gone already. */
  async remove(what: string, path: string): Promise<void> {
    await this.#calls.remove(what, path);
  }
}
