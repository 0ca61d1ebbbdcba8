import type * as z from "zod";
import { AccessError } from "#access/model/errors.ts";
import { quoteLine } from "#access/schema/shown-text.ts";
import type { FreshObjects } from "../creation/fresh-objects.ts";
import type { Answer } from "../http/content.ts";
import type { HttpClient, HttpRequest } from "../http/http-client.ts";
import { type Asked, findDifference, isSameText } from "./asked.ts";
import { type Dialect, isMissing, readError, readWriteError } from "./dialect.ts";

/** A request that reads something. */
export interface ReadCall<S extends z.ZodType> {
  /** The purpose, which begins each message: `Reading role 17`. */
  readonly what: string;
  /** Appended to the endpoint; begins with a slash. */
  readonly path: string;
  readonly answers: S;
  /** What the answer must say to be believed, such as the id that was asked for. `{}` if it can be about anything. */
  readonly asked: Asked<z.output<S>>;
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

function encodeSegment(segment: string): string {
  if (segment !== "" && segment !== "." && segment !== "..") return encodeURIComponent(segment);
  throw new AccessError(
    "invalid_value",
    `"${segment}" is not an id: as a part of a URL, it would name something else.`,
  );
}

/** Joins segments to a path. Percent-encodes all but the first. @throws AccessError for a segment such as `..` */
export function pathOf(root: string, ...segments: readonly string[]): string {
  return [root, ...segments.map(encodeSegment)].join("/");
}

const shownIssues = 3;

function describeIssues({ issues }: z.ZodError): string {
  const shown = issues.slice(0, shownIssues).map(({ path, message }) => {
    const at = path.length === 0 ? "the answer" : `\`${quoteLine(path.join("."), 200)}\``;
    // zod's words for a member that is not there.
    const problem = message.replace(/^Invalid input: /, "").replace(/, received undefined$/, ", and it is missing");
    return `${at}: ${quoteLine(problem, 200)}`;
  });
  const more = issues.length > shownIssues ? [`and ${issues.length - shownIssues} more`] : [];
  return [...shown, ...more].join("; ");
}

/**
 * Sends requests to a vendor's JSON API. After `signal` is aborted, each call throws `interrupted`. Every error is an
 * `AccessError`.
 */
export class JsonCalls {
  readonly #http: HttpClient;
  readonly #dialect: Dialect;
  readonly #signal: AbortSignal;
  readonly #fresh: FreshObjects;

  /** @param shared what all calls of a run share: the dialect, and what the run created */
  constructor(http: HttpClient, { dialect, fresh }: { dialect: Dialect; fresh: FreshObjects }, signal: AbortSignal) {
    this.#http = http;
    this.#dialect = dialect;
    this.#fresh = fresh;
    this.#signal = signal;
  }

  /** Returns any answer, for calls in which a status has a special meaning. */
  async send(request: HttpRequest): Promise<Answer> {
    const send = () => this.#http.send(request, this.#signal);
    return this.#fresh.send({ request, send, isMissing: (answer) => this.isMissing(answer) });
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

  #createAnswerError(what: string, problem: string): AccessError {
    const own = this.#dialect.advice?.unexpected_answer;
    return new AccessError("unexpected_answer", `${what}: ${problem}.`, own === undefined ? {} : { advice: own });
  }

  #parse<S extends z.ZodType>(what: string, schema: S, body: unknown): z.output<S> {
    const { title, unwrap = (all: unknown) => all } = this.#dialect;
    const parsed = schema.safeParse(unwrap(body));
    if (parsed.success) return parsed.data;
    const issues = describeIssues(parsed.error);
    throw this.#createAnswerError(what, `the answer does not have the shape of ${title}'s API (${issues})`);
  }

  /** @throws AccessError if the answer is about something else than `asked` */
  #compare<Answer>(what: string, asked: Asked<Answer>, answer: Answer): void {
    const { title, isSame = isSameText } = this.#dialect;
    const difference = findDifference({ asked, answer }, isSame);
    if (difference === undefined) return;
    const wanted = quoteLine(difference.wanted, 200);
    const received = quoteLine(difference.received, 200);
    const about = `\`${difference.member}\` is "${received}" and not "${wanted}"`;
    throw this.#createAnswerError(what, `${title} answered about something else than was asked: ${about}`);
  }

  #accept<S extends z.ZodType>({ what, answers, asked }: Omit<ReadCall<S>, "path">, { body }: Answer): z.output<S> {
    const parsed = this.#parse(what, answers, body);
    this.#compare(what, asked, parsed);
    return parsed;
  }

  async read<S extends z.ZodType>(call: ReadCall<S>): Promise<z.output<S>> {
    const answer = await this.send({ method: "GET", path: call.path });
    if (!isSuccess(answer)) throw readError(this.#dialect, call.what, answer);
    return this.#accept(call, answer);
  }

  /** Returns undefined if the vendor says that the thing does not exist, and no list contains it. */
  async find<S extends z.ZodType>(call: ReadCall<S>, isListed = neverListed): Promise<z.output<S> | undefined> {
    const answer = await this.send({ method: "GET", path: call.path });
    if (isSuccess(answer)) return this.#accept(call, answer);
    if (this.isMissing(answer) && !(await isListed())) return undefined;
    throw readError(this.#dialect, call.what, answer);
  }

  /**
   * Throws `outcome_unknown` for an answer of another shape, or about something else: the request was carried out, but its
   * result is lost.
   */
  async write<S extends z.ZodType>({ what, answers, asked, ...request }: WriteCall<S>): Promise<z.output<S>> {
    const answer = await this.send(request);
    this.check(what, answer);
    try {
      return this.#accept({ what, answers, asked }, answer);
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
