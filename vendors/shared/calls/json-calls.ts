import type * as z from "zod";
import { AccessError } from "#access/model/errors.ts";
import type { Answer } from "../http/content.ts";
import type { HttpClient, HttpRequest } from "../http/http-client.ts";
import { type Dialect, isMissing, readError, readWriteError } from "./dialect.ts";

/** A request that reads something. */
export interface ReadCall<S extends z.ZodType> {
  /** The purpose, which begins each message: `Reading role 17`. */
  readonly what: string;
  /** Appended to the endpoint; begins with a slash. */
  readonly path: string;
  readonly answers: S;
}

/** A request that changes something. */
export interface WriteCall<S extends z.ZodType> extends ReadCall<S>, HttpRequest {}

/** A request that changes something and whose answer is not used. */
export interface Command extends HttpRequest {
  readonly what: string;
}

/** Whether a list still contains the thing. Needed if the vendor may answer "not found" for other reasons too. */
export type IsListed = () => Promise<boolean>;

const neverListed: IsListed = () => Promise.resolve(false);

function isSuccess({ status }: Answer): boolean {
  return status >= 200 && status < 300;
}

/** Joins segments to a path. Percent-encodes all but the first. */
export function pathOf(root: string, ...segments: readonly string[]): string {
  return [root, ...segments.map(encodeURIComponent)].join("/");
}

/**
 * Sends requests to a vendor's JSON API. After `signal` is aborted, each call throws `interrupted`. Every error is an
 * `AccessError`.
 */
export class JsonCalls {
  readonly #http: HttpClient;
  readonly #dialect: Dialect;
  readonly #signal: AbortSignal;

  constructor(http: HttpClient, dialect: Dialect, signal: AbortSignal) {
    this.#http = http;
    this.#dialect = dialect;
    this.#signal = signal;
  }

  /** Returns any answer, for calls in which a status has a special meaning. */
  async send(request: HttpRequest): Promise<Answer> {
    return this.#http.send(request, this.#signal);
  }

  /** Throws if the request failed. With `allowsMissing`, accepts that the object does not exist. */
  check(what: string, answer: Answer, allowsMissing = false): void {
    if (isSuccess(answer) || (allowsMissing && this.isMissing(answer))) return;
    throw this.writeError(what, answer);
  }

  writeError(what: string, answer: Answer): AccessError {
    return readWriteError(this.#dialect, what, answer);
  }

  isMissing(answer: Answer): boolean {
    return isMissing(this.#dialect, answer);
  }

  parse<S extends z.ZodType>(what: string, schema: S, body: unknown): z.output<S> {
    const { title, advice, unwrap = (all: unknown) => all } = this.#dialect;
    const parsed = schema.safeParse(unwrap(body));
    if (parsed.success) return parsed.data;
    const issues = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ");
    const message = `${what}: the answer does not have the shape of ${title}'s API (${issues}).`;
    const own = advice?.unexpected_answer;
    throw new AccessError("unexpected_answer", message, own === undefined ? {} : { advice: own });
  }

  async read<S extends z.ZodType>({ what, path, answers }: ReadCall<S>): Promise<z.output<S>> {
    const answer = await this.send({ method: "GET", path });
    if (!isSuccess(answer)) throw readError(this.#dialect, what, answer);
    return this.parse(what, answers, answer.body);
  }

  /** Returns undefined if the vendor says that the thing does not exist, and no list contains it. */
  async find<S extends z.ZodType>(call: ReadCall<S>, isListed = neverListed): Promise<z.output<S> | undefined> {
    const answer = await this.send({ method: "GET", path: call.path });
    if (isSuccess(answer)) return this.parse(call.what, call.answers, answer.body);
    if (this.isMissing(answer) && !(await isListed())) return undefined;
    throw readError(this.#dialect, call.what, answer);
  }

  /** Throws `outcome_unknown` for an answer of another shape: the request was carried out, but its result is lost. */
  async write<S extends z.ZodType>({ what, answers, ...request }: WriteCall<S>): Promise<z.output<S>> {
    const answer = await this.send(request);
    this.check(what, answer);
    try {
      return this.parse(what, answers, answer.body);
    } catch (error) {
      if (!(error instanceof AccessError)) throw error;
      throw new AccessError("outcome_unknown", error.message, { cause: error });
    }
  }

  async run({ what, ...request }: Command): Promise<void> {
    this.check(what, await this.send(request));
  }

  /** Succeeds if the thing is already gone. */
  async remove(what: string, path: string, isListed = neverListed): Promise<void> {
    const answer = await this.send({ method: "DELETE", path });
    if (this.isMissing(answer) && !(await isListed())) return;
    this.check(what, answer);
  }
}
