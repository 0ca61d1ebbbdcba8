import { Agent } from "undici";
import type { ConnectionOptions } from "#access/model/vendors/adapter.ts";
import { createProxyFailure } from "./connection-failure.ts";
import { createConnector } from "./connector.ts";
import { Exchange } from "./exchange.ts";
import { limits } from "./limits.ts";

interface SentRequest {
  readonly method: "GET" | "POST" | "PUT" | "DELETE" | "PATCH";
  /** Appended to the endpoint; begins with a slash. */
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

// Terraform works on ten things at a time by default, and we read as many ahead.
const connections = 20;

/** Where requests go, and what a forwarding proxy requires in them. */
interface Route {
  readonly origin: string;
  /** Prepended to each path. */
  readonly prefix: string;
  readonly headers: { readonly [name: string]: string };
}

/** RFC 9112 section 3.2.2: a proxy gets a plain http request with its whole URL. A tunneled request stays the same. */
function chooseRoute({ endpoint, proxy }: TransportOptions): Route {
  const { protocol, origin, host, pathname } = new URL(endpoint);
  const base = pathname.replace(/\/+$/, "");
  if (proxy === undefined || protocol === "https:") return { origin, prefix: base, headers: {} };
  const { authorization } = proxy;
  const credentials = authorization === undefined ? {} : { "proxy-authorization": authorization.open() };
  return { origin: proxy.url, prefix: `${origin}${base}`, headers: { host, ...credentials } };
}

/** Sends one request and reads its answer. Keeps connections open, and does not follow redirects. */
export class Transport {
  readonly #options: TransportOptions;
  readonly #route: Route;
  readonly #agent: Agent;

  constructor(options: TransportOptions) {
    this.#options = options;
    this.#route = chooseRoute(options);
    const { endpoint, requestTimeout: timeout } = options;
    const connect = createConnector(endpoint, { timeout, ...options });
    // Exchange has one timer for all of a request.
    const untimed = { headersTimeout: 0, bodyTimeout: 0 };
    const sizes = { maxHeaderSize: limits.headerBytes, maxResponseSize: limits.bodyBytes };
    this.#agent = new Agent({ connections, ...untimed, ...sizes, connect });
  }

  /**
   * @param signal ends what was not sent, and reads
   * @throws ConnectionFailure if nothing was sent; CutOff if this process ended the request; any other error if the
   * request may have been sent
   */
  async send({ method, path, headers, body }: SentRequest, signal: AbortSignal): Promise<Received> {
    const { origin, prefix, headers: routeHeaders } = this.#route;
    const { proxy, endpoint, requestTimeout: timeout } = this.#options;
    const exchange = new Exchange({ timeout, signal, endsOnAbort: method === "GET" });
    const wanted = { origin, method, body, path: prefix + path, headers: { ...headers, ...routeHeaders } };
    this.#agent.dispatch(wanted, exchange);
    const { status, headers: received, text } = await exchange.answer;
    if (status === 407 && proxy !== undefined) throw createProxyFailure(status, proxy, new URL(endpoint).host);
    const entries = Object.entries(received);
    const joined = entries.map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : value]);
    return { status, headers: Object.fromEntries(joined), text };
  }
}
