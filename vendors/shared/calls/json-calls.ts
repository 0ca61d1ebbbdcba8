import type * as z from "zod";
import { AccessError } from "#access/model/errors.ts";
import type { Answer } from "../http/content.ts";
import type { HttpClient, HttpRequest } from "../http/http-client.ts";
import { type Dialect, isMissing, readError, readWriteError } from "./dialect.ts";

/** One request that reads, and what it is for. */
export interface ReadCall<S extends z.ZodType> {
  /** Messages begin with it: `Reading role 17`. */
  readonly what: string;
  /** From the endpoint on, beginning with a slash. */
  readonly path: string;
  readonly answers: S;
}

/** One request that changes something. */
export interface WriteCall<S extends z.ZodType> extends ReadCall<S>, HttpRequest {}

/** One request that changes something and answers nothing of use. */
export interface Command extends HttpRequest {
  readonly what: string;
}

/** Whether a list still has the thing: for a vendor that may answer "not found" for other reasons too. */
export type IsListed = () => Promise<boolean>;

const neverListed: IsListed = () => Promise.resolve(false);

function isSuccess({ status }: Answer): boolean {
  return status >= 200 && status < 300;
}

/** A path of these segments: the first as it is, the others percent-encoded. */
export function pathOf(root: string, ...segments: readonly string[]): string {
  return [root, ...segments.map(encodeURIComponent)].join("/");
}

/**
 * The kinds of requests that a vendor's JSON API is made of, until `signal` is aborted: from then on each throws
 * `interrupted`. Every error is an `AccessError`.
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

  /** Whatever is answered, for calls that mean something of their own by a status. */
  async send(request: HttpRequest): Promise<Answer> {
    return this.#http.send(request, this.#signal);
  }

  /** Throws unless the request was carried out, or its object does not exist and `isGoneFine`. */
  check(what: string, answer: Answer, isGoneFine = false): void {
    if (isSuccess(answer) || (isGoneFine && this.isMissing(answer))) return;
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

  /** Undefined where the vendor says that the thing does not exist, and no list has it. */
  async find<S extends z.ZodType>(call: ReadCall<S>, isListed = neverListed): Promise<z.output<S> | undefined> {
    const answer = await this.send({ method: "GET", path: call.path });
    if (isSuccess(answer)) return this.parse(call.what, call.answers, answer.body);
    if (this.isMissing(answer) && !(await isListed())) return undefined;
    throw readError(this.#dialect, call.what, answer);
  }

  /** An answer of another shape is `outcome_unknown`: the request was carried out, and what it made was not told. */
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

  /** Succeeds where the thing is gone already. */
  async remove(what: string, path: string, isListed = neverListed): Promise<void> {
    const answer = await this.send({ method: "DELETE", path });
    if (this.isMissing(answer) && !(await isListed())) return;
    this.check(what, answer);
  }
}
