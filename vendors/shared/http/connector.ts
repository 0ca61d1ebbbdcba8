import { request as httpRequest } from "node:http";
import type { Socket } from "node:net";
import { callbackify } from "node:util";
import { isNativeError } from "node:util/types";
import { buildConnector } from "undici";
import type { ProxyServer } from "#access/model/vendors/adapter.ts";
import { createProxyFailure, type Peer, toConnectionFailure } from "./connection-failure.ts";
import { trustAuthorities } from "./trust.ts";

type Connector = buildConnector.connector;
type Target = buildConnector.Options;

export interface ConnectorOptions {
  /** For each step of the connection, in milliseconds. */
  readonly timeout: number;
  readonly authorities?: readonly string[];
  readonly proxy?: ProxyServer;
}

/** Converts every error to a ConnectionFailure, which tells the caller that nothing was sent. */
function convertErrors(connect: Connector, peer: Peer): Connector {
  return (target, callback) =>
    connect(target, (...[error, socket]) => {
      if (error === null) callback(null, socket);
      else callback(toConnectionFailure(error, peer), null);
    });
}

async function openSocket(connect: Connector, target: Target): Promise<Socket> {
  return new Promise((resolve, reject) => {
    connect(target, (...[error, socket]) => {
      if (error === null) resolve(socket);
      else reject(error);
    });
  });
}

function createTimeoutError(): Error {
  return Object.assign(new Error("no answer to CONNECT"), { code: "ETIMEDOUT" });
}

interface TunnelRequest {
  readonly proxy: ProxyServer;
  /** Host and port of the endpoint. */
  readonly authority: string;
  readonly timeout: number;
}

/** RFC 9110 section 9.3.6: after a 2xx answer to CONNECT, the socket is a connection to `authority`. */
async function openTunnel(socket: Socket, { proxy, authority, timeout }: TunnelRequest): Promise<Socket> {
  const { authorization } = proxy;
  const request = httpRequest({
    method: "CONNECT",
    path: authority,
    headers: {
      host: authority,
      "user-agent": "latchkey",
      ...(authorization === undefined ? {} : { "proxy-authorization": authorization.open() }),
    },
    createConnection: () => socket,
  });
  return new Promise((resolve, reject) => {
    // Not `request.setTimeout`, which begins anew with each byte.
    const timer = setTimeout(() => request.destroy(createTimeoutError()), timeout);
    request.once("close", () => clearTimeout(timer));
    request.once("error", reject);
    request.once("connect", ({ statusCode = 0 }, tunnel: Socket, head) => {
      clearTimeout(timer);
      if (head.length > 0) tunnel.unshift(head);
      if (statusCode >= 200 && statusCode < 300) return resolve(tunnel);
      tunnel.on("error", () => undefined).destroy();
      return reject(createProxyFailure(statusCode, proxy, authority));
    });
    request.end();
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

/** Connects to an https endpoint through a proxy, with TLS between this process and the endpoint. */
function createTunnelConnector(connect: Connector, { proxy, host, timeout }: Tunnel): Connector {
  const proxyPeer: Peer = { host: new URL(proxy.url).host, proxy, isProxy: true };
  const connectToProxy = convertErrors(connect, proxyPeer);
  const connectToEndpoint = convertErrors(connect, { host, proxy, isProxy: false });
  const openThroughProxy = callbackify(async ({ hostname, port }: Target): Promise<Socket> => {
    const authority = `${hostname.includes(":") ? `[${hostname}]` : hostname}:${port || "443"}`;
    try {
      const socket = await openSocket(connectToProxy, addressOf(proxy.url));
      return await openTunnel(socket, { proxy, authority, timeout });
    } catch (error) {
      throw isNativeError(error) ? toConnectionFailure(error, proxyPeer) : error;
    }
  });
  return (target, callback) =>
    openThroughProxy(target, (error, httpSocket) => {
      if (error === null) connectToEndpoint({ ...target, httpSocket }, callback);
      else callback(error, null);
    });
}

/** Connects to a proxy that forwards each request. With `servername`, undici would check its certificate for the endpoint. */
function createForwardConnector(connect: Connector, proxy: ProxyServer): Connector {
  const connectToProxy = convertErrors(connect, { host: new URL(proxy.url).host, proxy, isProxy: true });
  return ({ servername: _, ...target }, callback) => connectToProxy(target, callback);
}

/**
 * Opens connections for one endpoint: directly, through a tunnel (proxy and https endpoint), or to the proxy itself
 * (proxy and http endpoint, since proxies rarely tunnel plain http).
 */
export function createConnector(endpoint: string, { timeout, authorities = [], proxy }: ConnectorOptions): Connector {
  const trust = authorities.length === 0 ? {} : { secureContext: trustAuthorities(authorities) };
  const connect = buildConnector({ ...trust, timeout });
  const { protocol, host } = new URL(endpoint);
  if (proxy === undefined) return convertErrors(connect, { host, isProxy: false });
  if (protocol === "http:") return createForwardConnector(connect, proxy);
  return createTunnelConnector(connect, { proxy, host, timeout });
}
