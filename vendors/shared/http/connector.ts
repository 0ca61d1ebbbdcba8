import { request as httpRequest } from "node:http";
import type { Socket } from "node:net";
import { callbackify } from "node:util";
import { buildConnector } from "undici";
import type { ProxyServer } from "#access/model/vendors/adapter.ts";
import { connectionFailure, type Peer, proxyFailure } from "./connection-failure.ts";
import { trusting } from "./trust.ts";

type Connector = buildConnector.connector;
type Target = buildConnector.Options;

export interface ConnectorOptions {
  /** Of each step on the way, in milliseconds. */
  readonly timeout: number;
  readonly authorities?: readonly string[];
  readonly proxy?: ProxyServer;
}

/** Each failure in words, so that what comes out of a connector is always that: nothing left. */
function telling(connect: Connector, peer: Peer): Connector {
  return (target, callback) =>
    connect(target, (...[error, socket]) => {
      if (error === null) callback(null, socket);
      else callback(connectionFailure(error, peer), null);
    });
}

async function opened(connect: Connector, target: Target): Promise<Socket> {
  return new Promise((resolve, reject) => {
    connect(target, (...[error, socket]) => {
      if (error === null) resolve(socket);
      else reject(error);
    });
  });
}

function timedOut(): Error {
  return Object.assign(new Error("no answer to CONNECT"), { code: "ETIMEDOUT" });
}

interface Passage {
  readonly proxy: ProxyServer;
  readonly aim: string;
  readonly timeout: number;
}

/** RFC 9110 section 9.3.6: after a 2xx answer to CONNECT the connection is the one to `aim`. */
async function passed(socket: Socket, { proxy, aim, timeout }: Passage): Promise<Socket> {
  const { authorization } = proxy;
  const asking = httpRequest({
    method: "CONNECT",
    path: aim,
    headers: {
      host: aim,
      "user-agent": "latchkey",
      ...(authorization === undefined ? {} : { "proxy-authorization": authorization.open() }),
    },
    createConnection: () => socket,
  });
  return new Promise((resolve, reject) => {
    asking.once("error", reject);
    asking.setTimeout(timeout, () => asking.destroy(timedOut()));
    asking.once("connect", ({ statusCode = 0 }, passage: Socket, head) => {
      passage.setTimeout(0);
      if (head.length > 0) passage.unshift(head);
      if (statusCode >= 200 && statusCode < 300) return resolve(passage);
      passage.on("error", () => undefined).destroy();
      return reject(proxyFailure(statusCode, proxy, aim));
    });
    asking.end();
  });
}

function addressOf(url: string): Target {
  const { protocol, hostname, host, port } = new URL(url);
  return { protocol, hostname: hostname.replace(/^\[|\]$/g, ""), host, port };
}

interface Tunnel {
  readonly proxy: ProxyServer;
  /** Host and port of the endpoint. */
  readonly host: string;
  readonly timeout: number;
}

/** To an https endpoint through a proxy: TLS with the endpoint inside of what the proxy passes on. */
function tunnelling(connect: Connector, { proxy, host, timeout }: Tunnel): Connector {
  const atProxy: Peer = { host: new URL(proxy.url).host, proxy, isProxy: true };
  const toProxy = telling(connect, atProxy);
  const toEndpoint = telling(connect, { host, proxy, isProxy: false });
  const passage = callbackify(async ({ hostname, port }: Target): Promise<Socket> => {
    const aim = `${hostname.includes(":") ? `[${hostname}]` : hostname}:${port || "443"}`;
    try {
      return await passed(await opened(toProxy, addressOf(proxy.url)), { proxy, aim, timeout });
    } catch (error) {
      throw error instanceof Error ? connectionFailure(error, atProxy) : error;
    }
  });
  return (target, callback) =>
    passage(target, (error, httpSocket) => {
      if (error === null) toEndpoint({ ...target, httpSocket }, callback);
      else callback(error, null);
    });
}

/** To the proxy alone, which forwards request by request. undici would ask it for the certificate of the Host header. */
function forwarding(connect: Connector, proxy: ProxyServer): Connector {
  const toProxy = telling(connect, { host: new URL(proxy.url).host, proxy, isProxy: true });
  return ({ servername: _, ...target }, callback) => toProxy(target, callback);
}

/**
 * Opens connections for one endpoint: directly, or through a proxy: a tunnel to an https endpoint; for plain http, which
 * proxies tunnel seldom, a connection to the proxy itself.
 */
export function connectorTo(endpoint: string, { timeout, authorities = [], proxy }: ConnectorOptions): Connector {
  const trust = authorities.length === 0 ? {} : { secureContext: trusting(authorities) };
  const connect = buildConnector({ ...trust, timeout });
  const { protocol, host } = new URL(endpoint);
  if (proxy === undefined) return telling(connect, { host, isProxy: false });
  if (protocol === "http:") return forwarding(connect, proxy);
  return tunnelling(connect, { proxy, host, timeout });
}
