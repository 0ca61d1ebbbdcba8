import { Agent } from "undici";
import type { ConnectionOptions } from "#access/model/vendors/adapter.ts";
import { proxyFailure } from "./connection-failure.ts";
import { connectorTo } from "./connector.ts";

interface Sent {
  readonly method: "GET" | "POST" | "PUT" | "DELETE" | "PATCH";
  /** From the endpoint on, beginning with a slash. */
  readonly path: string;
  readonly headers: { readonly [name: string]: string };
  readonly body: string | null;
}

export interface Received {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: { readonly [name: string]: string | undefined };
  readonly text: string;
}

type TransportOptions = Pick<ConnectionOptions, "endpoint" | "requestTimeout" | "proxy" | "authorities">;

// Terraform asks for ten things at a time, and as many are read ahead.
const connections = 20;

/** Where requests go, and what a proxy in between wants to see in them. */
interface Route {
  readonly origin: string;
  /** Before each path. */
  readonly prefix: string;
  readonly headers: { readonly [name: string]: string };
}

/** A plain http request is given to a proxy with its whole URL, RFC 9112 section 3.2.2; what is tunnelled is as ever. */
function routeOf({ endpoint, proxy }: TransportOptions): Route {
  const { protocol, origin, host, pathname } = new URL(endpoint);
  const base = pathname.replace(/\/+$/, "");
  if (proxy === undefined || protocol === "https:") return { origin, prefix: base, headers: {} };
  const { authorization } = proxy;
  const credentials = authorization === undefined ? {} : { "proxy-authorization": authorization.open() };
  return { origin: proxy.url, prefix: `${origin}${base}`, headers: { host, ...credentials } };
}

/** One request, one answer: keeps connections open, and follows no redirect. */
export class Transport {
  readonly #options: TransportOptions;
  readonly #route: Route;
  readonly #agent: Agent;

  constructor(options: TransportOptions) {
    this.#options = options;
    this.#route = routeOf(options);
    const { endpoint, requestTimeout: timeout } = options;
    const connect = connectorTo(endpoint, { timeout, ...options });
    this.#agent = new Agent({ connections, headersTimeout: timeout, bodyTimeout: timeout, connect });
  }

  /** @throws ConnectionFailure where nothing left; anything else where something may have. */
  async send({ method, path, headers, body }: Sent): Promise<Received> {
    const { origin, prefix, headers: own } = this.#route;
    const {
      statusCode: status,
      headers: received,
      body: content,
    } = await this.#agent.request({
      origin,
      method,
      body,
      path: prefix + path,
      headers: { ...headers, ...own },
    });
    const text = await content.text();
    const { proxy, endpoint } = this.#options;
    if (status === 407 && proxy !== undefined) throw proxyFailure(status, proxy, new URL(endpoint).host);
    const entries = Object.entries(received);
    const joined = entries.map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : value]);
    return { status, headers: Object.fromEntries(joined), text };
  }
}
