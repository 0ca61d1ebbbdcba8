import { setMaxListeners } from "node:events";
import { AccessError, type ErrorCode } from "#access/model/errors.ts";
import type { ConnectionOptions } from "#access/model/vendors/adapter.ts";
import { findAnswerError } from "./answer-error.ts";
import { type Answer, readBody } from "./content.ts";
import { codeOf, ConnectionFailure, notHttp } from "./connection-failure.ts";
import { CutOff } from "./cut-off.ts";
import { classifyOutcome } from "./outcome.ts";
import { computeRetryDelay, isTransientStatus } from "./retry.ts";
import { Transport } from "./transport.ts";
import type { VendorClock } from "../vendor-clock.ts";

export type Method = "GET" | "POST" | "PUT" | "DELETE" | "PATCH";

export interface HttpRequest {
  readonly method: Method;
  /** Appended to the endpoint; begins with a slash. */
  readonly path: string;
  readonly body?: unknown;
  /** Whether sending it twice has the same effect as sending it once. @default true, and false for POST and PATCH */
  readonly isIdempotent?: boolean;
}

export interface HttpOptions extends ConnectionOptions {
  /** The name of the header that carries the token. */
  readonly tokenHeader: string;
  /** Told the time that each answer gives. @default nobody is told */
  readonly clock?: VendorClock;
}

function isIdempotent({ method, isIdempotent = method !== "POST" && method !== "PATCH" }: HttpRequest): boolean {
  return isIdempotent;
}

function checkHeaders({ headers = {}, tokenHeader }: HttpOptions): void {
  const taken = Object.keys(headers).find((name) => name.toLowerCase() === tokenHeader.toLowerCase());
  if (taken === undefined) return;
  throw new AccessError("invalid_value", `\`headers\` sets ${taken}, which carries the token.`, {
    advice: "Set `token` instead, or let the gateway read another header.",
  });
}

// The headers in which gateways and vendors return the id of a request in their own logs.
const requestIdHeaders = ["x-request-id", "request-id", "x-amzn-requestid", "x-correlation-id", "cf-ray"];

/** In seconds; undefined if the answer has no valid date. */
function readClockDifference(date: string | undefined, now: Date): number | undefined {
  const milliseconds = Date.parse(date ?? "") - now.getTime();
  return Number.isNaN(milliseconds) ? undefined : Math.round(milliseconds / 1000);
}

function readRequestId(headers: Answer["headers"]): { readonly requestId?: string } {
  const requestId = requestIdHeaders.map((name) => headers[name]).find((value) => value !== undefined);
  return requestId === undefined ? {} : { requestId };
}

// A shorter wait needs no word to the user.
const noticedWait = 5_000;

interface Attempt {
  readonly result: Answer | AccessError;
  /** Set if this process ended the request. */
  readonly cutOff?: CutOff;
}

interface FailedAttempt extends Attempt {
  readonly wanted: HttpRequest;
  /** How many attempts before this one had an unknown outcome. */
  readonly lost: number;
}

function codeOfCutOff({ reason }: CutOff, isRead: boolean): ErrorCode {
  if (reason === "interrupted") return "interrupted";
  if (!isRead) return "outcome_unknown";
  return reason === "time" ? "endpoint_unreachable" : "unexpected_answer";
}

async function waitUnlessAborted(work: Promise<void>, signal: AbortSignal): Promise<void> {
  let stopWaiting = (): void => undefined;
  const aborted = new Promise<void>((resolve) => {
    stopWaiting = resolve;
    signal.addEventListener("abort", stopWaiting, { once: true });
  });
  await Promise.race([work, aborted]);
  signal.removeEventListener("abort", stopWaiting);
}

/** Whether another attempt is safe and may succeed. */
function mayRepeat({ wanted, result, cutOff, lost }: FailedAttempt): boolean {
  const outcome = classifyOutcome(result);
  if (cutOff !== undefined && cutOff.reason !== "time") return false;
  if (outcome === "notNow") return true;
  if (wanted.method === "GET") return !(result instanceof AccessError) && isTransientStatus(result.status);
  return outcome === "unknown" && lost === 0 && isIdempotent(wanted);
}

/**
 * Sends requests to one vendor. Joins reads of the same path that are in flight, and retries where that is safe: reads,
 * and writes that were rejected before they were carried out, up to `maxRetries` times; a write whose outcome is
 * unknown once, and only if it is idempotent.
 */
export class HttpClient {
  readonly #options: HttpOptions;
  readonly #transport: Transport;
  readonly #reads = new Map<string, Promise<Answer>>();
  readonly #writeListeners: (() => void)[] = [];

  constructor(options: HttpOptions) {
    this.#options = options;
    checkHeaders(options);
    this.#transport = new Transport(options);
  }

  /** Calls `forget` when a write begins and when it ends: earlier reads may be outdated. */
  onWrite(forget: () => void): void {
    this.#writeListeners.push(forget);
  }

  #forget(): void {
    this.#reads.clear();
    for (const forget of this.#writeListeners) forget();
  }

  #describeRequest({ method, path }: HttpRequest): string {
    return `${method} ${this.#options.endpoint}${path}`;
  }

  #createHeaders(hasBody: boolean): { readonly [name: string]: string } {
    const { headers = {}, tokenHeader, token } = this.#options;
    return {
      ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value.open()])),
      accept: "application/json",
      "user-agent": "latchkey",
      [tokenHeader]: token.open(),
      ...(hasBody ? { "content-type": "application/json" } : {}),
    };
  }

  async #sendOnce({ method, path, body }: HttpRequest, signal: AbortSignal): Promise<Answer> {
    const { trace, now } = this.#options;
    const started = now().getTime();
    const hasBody = body !== undefined;
    const content = hasBody ? JSON.stringify(body) : null;
    const sent = { method, path, headers: this.#createHeaders(hasBody), body: content };
    const { status, headers, text } = await this.#transport.send(sent, signal);
    const ended = now().getTime();
    this.#options.clock?.note(headers["date"], { sentAt: started, receivedAt: ended });
    const durationMs = ended - started;
    trace("request", { method, path, status, durationMs, ...readRequestId(headers) });
    const clockAhead = readClockDifference(headers["date"], now());
    return { status, headers, clockAhead, ...readBody(headers["content-type"], text) };
  }

  #toAccessError(wanted: HttpRequest, error: unknown): AccessError {
    const reason = error instanceof ConnectionFailure || error instanceof CutOff ? error.reason : codeOf(error);
    const where = this.#describeRequest(wanted);
    this.#options.trace("request without an answer", { method: wanted.method, path: wanted.path, error: reason });
    if (error instanceof ConnectionFailure) return error.toAccessError(where);
    const isRead = wanted.method === "GET";
    if (!(error instanceof CutOff)) {
      const code = isRead ? "endpoint_unreachable" : "outcome_unknown";
      const why = reason === notHttp ? ": the answer is no HTTP/1.1" : ` (${reason})`;
      return new AccessError(code, `${where} failed${why}.`, { cause: error });
    }
    return new AccessError(codeOfCutOff(error, isRead), `${where} ${error.message}.`, { cause: error });
  }

  async #attempt(wanted: HttpRequest, signal: AbortSignal): Promise<Attempt> {
    let answer: Answer;
    try {
      answer = await this.#sendOnce(wanted, signal);
    } catch (error) {
      const result = this.#toAccessError(wanted, error);
      return error instanceof CutOff ? { result, cutOff: error } : { result };
    }
    const { endpoint } = this.#options;
    const sent = { where: this.#describeRequest(wanted), endpoint, isRead: wanted.method === "GET" };
    return { result: findAnswerError(answer, sent) ?? answer };
  }

  /** Returns false if there is no further attempt. */
  async #waitBeforeRetry(attempt: number, result: Answer | AccessError, signal: AbortSignal): Promise<boolean> {
    const { maxRetries, sleep, now, longestWait = 20_000, trace } = this.#options;
    if (attempt >= maxRetries || signal.aborted) return false;
    const answer = result instanceof AccessError ? undefined : result;
    const delay = computeRetryDelay(attempt, answer, { now: now(), random: Math.random(), longestWait });
    if (delay === undefined) return false;
    if (delay >= noticedWait)
      trace("waiting, as the vendor asks", { status: answer?.status, seconds: delay / 1000 }, "info");
    await waitUnlessAborted(sleep(delay), signal);
    return !signal.aborted;
  }

  async #sendWithRetries(wanted: HttpRequest, signal: AbortSignal): Promise<Answer> {
    let lost = 0;
    for (let attempt = 0; ; attempt += 1) {
      const { result, ...attempted } = await this.#attempt(wanted, signal);
      if (
        !mayRepeat({ wanted, result, ...attempted, lost }) ||
        !(await this.#waitBeforeRetry(attempt, result, signal))
      ) {
        if (result instanceof AccessError) throw result;
        return result;
      }
      if (classifyOutcome(result) === "unknown") lost += 1;
    }
  }

  async #write(wanted: HttpRequest, signal: AbortSignal): Promise<Answer> {
    // Later reads must show this write, so none may join a read that began before it.
    this.#forget();
    try {
      return await this.#sendWithRetries(wanted, signal);
    } finally {
      this.#forget();
    }
  }

  /**
   * After `signal` is aborted, no request begins, and reads in flight end at once. A write in flight finishes within its
   * time, since it may have been carried out.
   */
  async send(wanted: HttpRequest, signal: AbortSignal): Promise<Answer> {
    // Every request in flight listens, and Node would warn of more than ten.
    setMaxListeners(0, signal);
    if (signal.aborted)
      throw new AccessError("interrupted", `${this.#describeRequest(wanted)} was not sent: the run was interrupted.`);
    if (wanted.method !== "GET") return this.#write(wanted, signal);
    const joined = this.#reads.get(wanted.path);
    if (joined !== undefined) return joined;
    const reading = this.#sendWithRetries(wanted, signal).finally(() => {
      if (this.#reads.get(wanted.path) === reading) this.#reads.delete(wanted.path);
    });
    this.#reads.set(wanted.path, reading);
    return reading;
  }
}
