import { AccessError } from "#access/model/errors.ts";
import type { ConnectionOptions } from "#access/model/vendors/adapter.ts";
import { type Answer, readBody } from "./content.ts";
import { codeOf, ConnectionFailure } from "./connection-failure.ts";
import { outcomeOf } from "./outcome.ts";
import { delayBefore, mayPass } from "./retry.ts";
import { Transport } from "./transport.ts";
import { unusable } from "./unusable.ts";

export type Method = "GET" | "POST" | "PUT" | "DELETE" | "PATCH";

export interface HttpRequest {
  readonly method: Method;
  /** From the endpoint on, beginning with a slash. */
  readonly path: string;
  readonly body?: unknown;
  /** Whether sending it twice comes to the same as once. @default true, and false for POST and PATCH */
  readonly isIdempotent?: boolean;
}

export interface HttpOptions extends ConnectionOptions {
  /** The header that carries the token, and what stands before it. */
  readonly tokenHeader: string;
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

// What gateways and vendors call the id under which their own logs have a request.
const requestIdHeaders = ["x-request-id", "request-id", "x-amzn-requestid", "x-correlation-id", "cf-ray"];

function requestIdOf(headers: Answer["headers"]): { readonly requestId?: string } {
  const requestId = requestIdHeaders.map((name) => headers[name]).find((value) => value !== undefined);
  return requestId === undefined ? {} : { requestId };
}

interface Failed {
  readonly wanted: HttpRequest;
  readonly result: Answer | AccessError;
  /** How many attempts before this one had an unknown outcome. */
  readonly lost: number;
}

async function untilAborted(work: Promise<void>, signal: AbortSignal): Promise<void> {
  let leave = (): void => undefined;
  const aborted = new Promise<void>((resolve) => {
    leave = resolve;
    signal.addEventListener("abort", leave, { once: true });
  });
  await Promise.race([work, aborted]);
  signal.removeEventListener("abort", leave);
}

/** Whether sending it again can neither do harm nor be in vain. */
function mayRepeat({ wanted, result, lost }: Failed): boolean {
  const outcome = outcomeOf(result);
  if (outcome === "notNow") return true;
  if (wanted.method === "GET") return !(result instanceof AccessError) && mayPass(result.status);
  return outcome === "unknown" && lost === 0 && isIdempotent(wanted);
}

/**
 * One vendor connection: keeps connections open, joins reads of the same path that are in flight, and repeats what
 * failed where that is safe. Reads, and writes that were turned away before they were carried out, are sent again up to
 * `maxRetries` times; a write whose outcome is unknown once, and only where twice comes to the same as once.
 */
export class HttpClient {
  readonly #options: HttpOptions;
  readonly #transport: Transport;
  readonly #reads = new Map<string, Promise<Answer>>();
  readonly #atWrites: (() => void)[] = [];

  constructor(options: HttpOptions) {
    this.#options = options;
    checkHeaders(options);
    this.#transport = new Transport(options);
  }

  /** Calls `forget` when a write begins and when it ends: what was read before may no longer be so. */
  atWrites(forget: () => void): void {
    this.#atWrites.push(forget);
  }

  #forget(): void {
    this.#reads.clear();
    for (const forget of this.#atWrites) forget();
  }

  #where({ method, path }: HttpRequest): string {
    return `${method} ${this.#options.endpoint}${path}`;
  }

  #headers(hasBody: boolean): { readonly [name: string]: string } {
    const { headers = {}, tokenHeader, token } = this.#options;
    return {
      ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value.open()])),
      accept: "application/json",
      "user-agent": "latchkey",
      [tokenHeader]: token.open(),
      ...(hasBody ? { "content-type": "application/json" } : {}),
    };
  }

  async #once({ method, path, body }: HttpRequest): Promise<Answer> {
    const { trace, now } = this.#options;
    const started = now().getTime();
    const hasBody = body !== undefined;
    const content = hasBody ? JSON.stringify(body) : null;
    const sent = { method, path, headers: this.#headers(hasBody), body: content };
    const { status, headers, text } = await this.#transport.send(sent);
    const durationMs = now().getTime() - started;
    trace("request", { method, path, status, durationMs, ...requestIdOf(headers) });
    return { status, headers, ...readBody(headers["content-type"], text) };
  }

  #failure(wanted: HttpRequest, error: unknown): AccessError {
    const reason = error instanceof ConnectionFailure ? error.reason : codeOf(error);
    const where = this.#where(wanted);
    this.#options.trace("request without an answer", { method: wanted.method, path: wanted.path, error: reason });
    if (error instanceof ConnectionFailure) return error.of(where);
    const name = wanted.method === "GET" ? "endpoint_unreachable" : "outcome_unknown";
    return new AccessError(name, `${where} failed (${reason}).`, { cause: error });
  }

  async #attempt(wanted: HttpRequest): Promise<Answer | AccessError> {
    let answer: Answer;
    try {
      answer = await this.#once(wanted);
    } catch (error) {
      return this.#failure(wanted, error);
    }
    const { endpoint } = this.#options;
    return unusable(answer, { where: this.#where(wanted), endpoint, isRead: wanted.method === "GET" }) ?? answer;
  }

  /** Waits until a failed attempt may be repeated; false where it may not. */
  async #waits(attempt: number, result: Answer | AccessError, signal: AbortSignal): Promise<boolean> {
    const { maxRetries, sleep, now } = this.#options;
    if (attempt >= maxRetries || signal.aborted) return false;
    const answer = result instanceof AccessError ? undefined : result;
    const delay = delayBefore(attempt, answer, { now: now(), random: Math.random() });
    if (delay === undefined) return false;
    await untilAborted(sleep(delay), signal);
    return !signal.aborted;
  }

  async #attempts(wanted: HttpRequest, signal: AbortSignal): Promise<Answer> {
    let lost = 0;
    for (let attempt = 0; ; attempt += 1) {
      const result = await this.#attempt(wanted);
      if (!mayRepeat({ wanted, result, lost }) || !(await this.#waits(attempt, result, signal))) {
        if (result instanceof AccessError) throw result;
        return result;
      }
      if (outcomeOf(result) === "unknown") lost += 1;
    }
  }

  async #write(wanted: HttpRequest, signal: AbortSignal): Promise<Answer> {
    // What is read from now on must show this write: no later reader may join a read that began before it.
    this.#forget();
    try {
      return await this.#attempts(wanted, signal);
    } finally {
      this.#forget();
    }
  }

  /** Once `signal` is aborted nothing is begun; a request in flight is finished, since it may have been carried out. */
  async send(wanted: HttpRequest, signal: AbortSignal): Promise<Answer> {
    if (signal.aborted) throw new AccessError("interrupted", `${this.#where(wanted)} was not sent any more.`);
    if (wanted.method !== "GET") return this.#write(wanted, signal);
    const joined = this.#reads.get(wanted.path);
    if (joined !== undefined) return joined;
    const reading = this.#attempts(wanted, signal).finally(() => {
      if (this.#reads.get(wanted.path) === reading) this.#reads.delete(wanted.path);
    });
    this.#reads.set(wanted.path, reading);
    return reading;
  }
}
