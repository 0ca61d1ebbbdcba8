import * as z from "zod";
import { AccessError } from "#access/model/errors.ts";
import type { ConnectionOptions } from "#access/model/vendors/adapter.ts";
import { Secret } from "#access/schema/secret.ts";
import type { Answer } from "../shared/http/content.ts";
import { HttpClient, type HttpRequest } from "../shared/http/http-client.ts";
import { acceptedForm, failed, failedWrite, isMissing, tokenFault } from "./errors.ts";
import { environment } from "./facts/data/environment.ts";
import { pageSize } from "./facts/data/limits.ts";
import { pagination } from "./wire/common.ts";

export type Query = { readonly [name: string]: string | undefined };

/** One call's words for messages, and where it goes. */
export interface Asked<S extends z.ZodType> {
  readonly what: string;
  readonly schema: S;
  readonly path: string;
}

interface Sent<S extends z.ZodType> extends Asked<S>, Pick<HttpRequest, "body" | "isIdempotent"> {
  readonly method: "POST" | "PATCH";
}

interface Listed<S extends z.ZodType> extends Asked<S> {
  /** What the vendor calls the rows. */
  readonly name: string;
  readonly query?: Query;
}

function isSuccess({ status }: Answer): boolean {
  return status >= 200 && status < 300;
}

export function at(...segments: readonly string[]): string {
  return segments.map((segment, index) => (index === 0 ? segment : `/${encodeURIComponent(segment)}`)).join("");
}

function withQuery(path: string, query: Query): string {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) given.set(name, value);
  return `${path}?${given.toString()}`;
}

function parse<S extends z.ZodType>(what: string, schema: S, body: unknown): z.output<S> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ");
  throw new AccessError("unexpected_answer", `${what}: the answer has another shape than Arize's API (${issues}).`);
}

const anyPage = z.looseObject({ pagination });

/** Undefined after the last page. */
function nextCursor(
  what: string,
  { has_more, next_cursor = "" }: z.output<typeof pagination>,
  { read, count }: { readonly read: Set<string>; readonly count: number },
): string | undefined {
  if (!has_more) return undefined;
  if (next_cursor !== "" && !read.has(next_cursor)) {
    read.add(next_cursor);
    return next_cursor;
  }
  const fault = next_cursor === "" ? "names no cursor to go on with" : "points back to a page that was read";
  const message = `${what}: Arize says that more rows follow after ${count}, and ${fault}.`;
  const advice = "Run again; if it persists, report it to Arize with the path.";
  throw new AccessError("unexpected_answer", message, { advice });
}

/** What the calls of one provider block share. */
export class ArizeTransport {
  readonly #http: HttpClient;
  readonly #unauthenticatedAdvice: string;

  constructor(options: ConnectionOptions) {
    const token = new Secret(`${environment.tokenScheme} ${options.token.open()}`);
    this.#http = new HttpClient({ ...options, token, tokenHeader: environment.tokenHeader });
    this.#unauthenticatedAdvice =
      tokenFault(options.token) ?? `${acceptedForm} Check that it is complete, and neither revoked nor expired.`;
  }

  /** Calls `forget` when a write begins and when it ends. */
  atWrites(forget: () => void): void {
    this.#http.atWrites(forget);
  }

  /** Whatever is answered, save a credential that is not accepted. */
  async send(what: string, wanted: HttpRequest, signal: AbortSignal): Promise<Answer> {
    const answer = await this.#http.send(wanted, signal);
    if (answer.status !== 401) return answer;
    const { code, message } = failed(what, answer);
    throw new AccessError(code, message, { advice: this.#unauthenticatedAdvice });
  }
}

/** The kinds of calls that Arize's API is made of. Errors are `AccessError`. */
export class Calls {
  readonly #transport: ArizeTransport;
  readonly #signal: AbortSignal;

  constructor(transport: ArizeTransport, signal: AbortSignal) {
    this.#transport = transport;
    this.#signal = signal;
  }

  async get<S extends z.ZodType>({ what, schema, path }: Asked<S>): Promise<z.output<S>> {
    const answer = await this.#transport.send(what, { method: "GET", path }, this.#signal);
    if (!isSuccess(answer)) throw failed(what, answer);
    return parse(what, schema, answer.body);
  }

  /** Undefined for the 404 that says that the thing is not there, or cannot be read. */
  async find<S extends z.ZodType>({ what, schema, path }: Asked<S>): Promise<z.output<S> | undefined> {
    const answer = await this.#transport.send(what, { method: "GET", path }, this.#signal);
    if (isMissing(answer)) return undefined;
    if (!isSuccess(answer)) throw failed(what, answer);
    return parse(what, schema, answer.body);
  }

  /**
   * Every row of a list. `has_more` alone ends it: a page may be short, or empty, in the middle. Throws
   * `unexpected_answer` where a page points to one that was read already, which would never end.
   */
  async list<S extends z.ZodType>({
    what,
    schema,
    path,
    name,
    query = {},
  }: Listed<S>): Promise<readonly z.output<S>[]> {
    const rows: z.output<S>[] = [];
    const read = new Set<string>();
    let cursor: string | undefined;
    do {
      const where = withQuery(path, { ...query, limit: String(pageSize.max), cursor });
      const page = await this.get({ what, schema: anyPage, path: where });
      rows.push(...parse(what, z.array(schema), page[name]));
      cursor = nextCursor(what, page.pagination, { read, count: rows.length });
    } while (cursor !== undefined);
    return rows;
  }

  async write<S extends z.ZodType>({ what, schema, ...wanted }: Sent<S>): Promise<z.output<S>> {
    const answer = await this.#transport.send(what, wanted, this.#signal);
    if (!isSuccess(answer)) throw failedWrite(what, answer);
    try {
      return parse(what, schema, answer.body);
    } catch (error) {
      // It was carried out, and what it made was not told.
      if (!(error instanceof AccessError)) throw error;
      throw new AccessError("outcome_unknown", error.message, { cause: error });
    }
  }

  /** For what answers nothing. Succeeds where `isGoneFine` and the thing is not there. */
  async act(what: string, wanted: HttpRequest, isGoneFine: boolean): Promise<void> {
    const answer = await this.#transport.send(what, wanted, this.#signal);
    if (isSuccess(answer) || (isGoneFine && isMissing(answer))) return;
    throw failedWrite(what, answer);
  }
}
