import { isNativeError } from "node:util/types";
import { z } from "zod";
import { rememberSecret } from "#access/schema/known-secrets.ts";
import { quoteLine } from "#access/schema/shown-text.ts";

const pageSize = 100;
const mostPages = 100;
const mostBytes = 64 * 1024 * 1024;
const patience = 30_000;

const loopback = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/;

/** @throws Error for an address to which no token may be sent */
function checkBase(text: string, variable: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isSafe = url?.protocol === "https:" || (url?.protocol === "http:" && loopback.test(url.hostname));
  if (url !== undefined && isSafe && url.username === "" && url.password === "") return text.replace(/\/+$/, "");
  throw new Error(`${variable} is no https address, so the token is not sent there: ${quoteLine(text, 200)}`);
}

async function readBounded(response: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.length;
    if (size > mostBytes) throw new Error(`the answer has more than ${mostBytes / 1024 / 1024} MiB`);
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}

export interface ApiOptions {
  readonly base: string;
  /** The variable that says it. */
  readonly variable: string;
  readonly token: string;
  readonly headers: { readonly [name: string]: string };
  /** What to check if the token is refused. */
  readonly advice: string;
}

export interface ApiRequest {
  readonly method: "GET" | "POST" | "PATCH" | "PUT";
  readonly path: string;
  readonly body?: unknown;
}

/** A JSON API of a host of repositories. Nothing is sent to another address than the one that is given. */
export class Api {
  readonly #options: ApiOptions;
  readonly #base: string;

  constructor(options: ApiOptions) {
    rememberSecret(options.token);
    this.#options = options;
    this.#base = checkBase(options.base, options.variable);
  }

  async #ask({ method, path, body }: ApiRequest): Promise<string> {
    const { headers, advice } = this.#options;
    const sent = body === undefined ? null : JSON.stringify(body);
    const response = await fetch(this.#base + path, {
      method,
      headers: { ...headers, accept: "application/json", "content-type": "application/json", "user-agent": "latchkey" },
      body: sent,
      // Where a redirect leads to is not for the token.
      redirect: "error",
      signal: AbortSignal.timeout(patience),
    });
    const text = await readBounded(response);
    if (response.ok) return text;
    const isRefused = response.status === 401 || response.status === 403 || response.status === 404;
    throw new Error(`the answer is ${response.status} ${quoteLine(text, 200)}${isRefused ? `. ${advice}` : ""}`);
  }

  /** @throws Error that says what was asked, and what the answer was */
  async send<T>(request: ApiRequest, shape: z.ZodType<T>): Promise<T> {
    const where = `${request.method} ${this.#base}${request.path}`;
    try {
      const parsed = shape.safeParse(JSON.parse(await this.#ask(request)));
      if (parsed.success) return parsed.data;
      const [issue] = parsed.error.issues;
      throw new Error(`the answer has another form: ${issue?.path.join(".") ?? ""} ${issue?.message ?? ""}`);
    } catch (error) {
      const fault = isNativeError(error) ? error.message : String(error);
      const reason = isNativeError(error) && isNativeError(error.cause) ? ` (${error.cause.message})` : "";
      throw new Error(`${quoteLine(where, 300)}: ${fault}${reason}`, { cause: error });
    }
  }

  /** All of a list, page by page. @param path without a query */
  async sendForAll<T>(path: string, shape: z.ZodType<T>): Promise<readonly T[]> {
    const all: T[] = [];
    for (let page = 1; page <= mostPages; page += 1) {
      const request = { method: "GET", path: `${path}?per_page=${pageSize}&page=${page}` } as const;
      const rows = await this.send(request, z.array(shape));
      all.push(...rows);
      if (rows.length < pageSize) return all;
    }
    throw new Error(`${path} has more than ${mostPages * pageSize} comments, so that ours may not be found`);
  }
}
