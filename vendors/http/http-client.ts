import { Agent } from "undici";
import { AccessError } from "../../model/errors.ts";
import type { ConnectionOptions } from "../../model/vendor.ts";
import { type Answer, readBody } from "./content.ts";
import { outcomeOf, stageOf } from "./outcome.ts";
import { delayBefore, mayPass } from "./retry.ts";

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

const connections = 16;

function isIdempotent({ method, isIdempotent = method !== "POST" && method !== "PATCH" }: HttpRequest): boolean {
  return isIdempotent;
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
  readonly #agent: Agent;
  readonly #reads = new Map<string, Promise<Answer>>();

  constructor(options: HttpOptions) {
    this.#options = options;
    const timeout = options.requestTimeout;
    this.#agent = new Agent({ connections, headersTimeout: timeout, bodyTimeout: timeout, connectTimeout: timeout });
  }

  #where({ method, path }: HttpRequest): string {
    return `${method} ${this.#options.endpoint}${path}`;
  }

  async #once(wanted: HttpRequest): Promise<Answer> {
    const { endpoint, tokenHeader, token, trace, now } = this.#options;
    const started = now().getTime();
    const hasBody = wanted.body !== undefined;
    const { origin, pathname } = new URL(endpoint);
    const response = await this.#agent.request({
      origin,
      path: pathname.replace(/\/+$/, "") + wanted.path,
      method: wanted.method,
      headers: {
        accept: "application/json",
        "user-agent": "latchkey",
        [tokenHeader]: token.open(),
        ...(hasBody ? { "content-type": "application/json" } : {}),
      },
      body: hasBody ? JSON.stringify(wanted.body) : null,
    });
    const text = await response.body.text();
    const headers = Object.fromEntries(
      Object.entries(response.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : value]),
    );
    const durationMs = now().getTime() - started;
    trace("request", { method: wanted.method, path: wanted.path, status: response.statusCode, durationMs });
    return { status: response.statusCode, headers, ...readBody(headers["content-type"], text) };
  }

  #failure(wanted: HttpRequest, error: unknown): AccessError {
    const { code, stage } = stageOf(error);
    const where = this.#where(wanted);
    this.#options.trace("request without an answer", { method: wanted.method, path: wanted.path, error: code });
    if (stage === "distrusted") return new AccessError("internal", `${where} could not be sent.`, { cause: error });
    const isRead = wanted.method === "GET";
    const name = stage === "unconnected" || isRead ? "endpoint_unreachable" : "outcome_unknown";
    return new AccessError(name, `${where} failed (${code}).`, { cause: error });
  }

  async #attempt(wanted: HttpRequest): Promise<Answer | AccessError> {
    let answer: Answer;
    try {
      answer = await this.#once(wanted);
    } catch (error) {
      return this.#failure(wanted, error);
    }
    if (answer.status >= 300 || answer.unreadable === undefined) return answer;
    const code = wanted.method === "GET" ? "unexpected_answer" : "outcome_unknown";
    return new AccessError(code, `${this.#where(wanted)} answered ${answer.unreadable}.`);
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
    this.#reads.clear();
    try {
      return await this.#attempts(wanted, signal);
    } finally {
      this.#reads.clear();
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
