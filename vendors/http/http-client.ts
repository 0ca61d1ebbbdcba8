import { Agent, request } from "undici";
import { AccessError } from "../../model/errors.ts";
import type { ConnectionOptions } from "../../model/vendor.ts";
import { type Answer, parseBody } from "./content.ts";
import { delayBefore, mayPass } from "./retry.ts";

export type Method = "GET" | "POST" | "PUT" | "DELETE" | "PATCH";

export interface HttpRequest {
  readonly method: Method;
  /** From the endpoint on, beginning with a slash. */
  readonly path: string;
  readonly body?: unknown;
}

export interface HttpOptions extends ConnectionOptions {
  /** The header that carries the token, and what stands before it. */
  readonly tokenHeader: string;
}

const connections = 16;
const unreachable: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EPIPE",
  "ETIMEDOUT",
  "UND_ERR_CONNECT_TIMEOUT",
  "UND_ERR_HEADERS_TIMEOUT",
  "UND_ERR_BODY_TIMEOUT",
  "UND_ERR_SOCKET",
]);

function codeOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : "unknown";
}

/**
 * One vendor connection: keeps connections open, joins reads of the same path that are in flight, and sends a read
 * again when it failed for a reason that may pass. A request that changes something is sent once.
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
    const response = await request(`${endpoint}${wanted.path}`, {
      method: wanted.method,
      dispatcher: this.#agent,
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
    const body = parseBody(this.#where(wanted), headers["content-type"], text);
    return { status: response.statusCode, headers, body };
  }

  #failure(wanted: HttpRequest, error: unknown): AccessError {
    if (error instanceof AccessError) return error;
    const code = codeOf(error);
    const sent = wanted.method === "GET" ? "" : " Whether the vendor carried it out is not known.";
    if (!unreachable.has(code)) {
      return new AccessError("internal", `${this.#where(wanted)} could not be sent.`, { cause: error });
    }
    return new AccessError("endpoint_unreachable", `${this.#where(wanted)} failed (${code}).${sent}`, { cause: error });
  }

  /** Waits until a failed attempt may be repeated; false where it may not. */
  async #waits(attempt: number, answer: Answer | undefined): Promise<boolean> {
    const { maxRetries, sleep, now } = this.#options;
    if (attempt >= maxRetries) return false;
    const delay = delayBefore(attempt, answer, { now: now(), random: Math.random() });
    if (delay === undefined) return false;
    await sleep(delay);
    return true;
  }

  async #read(wanted: HttpRequest): Promise<Answer> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        const answer = await this.#once(wanted);
        if (!mayPass(answer.status) || !(await this.#waits(attempt, answer))) return answer;
      } catch (error) {
        const failure = this.#failure(wanted, error);
        if (failure.code !== "endpoint_unreachable" || !(await this.#waits(attempt, undefined))) throw failure;
      }
    }
  }

  async send(wanted: HttpRequest): Promise<Answer> {
    if (wanted.method !== "GET") {
      // What is read from now on must show this write: no later reader may join a read that began before it.
      this.#reads.clear();
      try {
        return await this.#once(wanted);
      } catch (error) {
        throw this.#failure(wanted, error);
      } finally {
        this.#reads.clear();
      }
    }
    const joined = this.#reads.get(wanted.path);
    if (joined !== undefined) return joined;
    const reading = this.#read(wanted).finally(() => {
      if (this.#reads.get(wanted.path) === reading) this.#reads.delete(wanted.path);
    });
    this.#reads.set(wanted.path, reading);
    return reading;
  }
}
