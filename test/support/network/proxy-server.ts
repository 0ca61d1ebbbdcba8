import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { connect } from "node:net";
import type { Duplex } from "node:stream";
import type { Identity } from "./certificate-authority.ts";
import { type Listening, listening } from "./listening.ts";

export interface ProxyOptions {
  /** Where names lead, as a company's own resolver would say: `signals.kestrel.example` → a port of this machine. */
  readonly hosts: Readonly<Record<string, number>>;
  /** Speaks TLS to its clients. */
  readonly identity?: Identity;
  /** `user:password`, asked for as Basic. */
  readonly credentials?: string;
  /** Answered to everybody, in place of a passage. */
  readonly refusal?: number;
}

export interface Carried {
  readonly kind: "tunnel" | "forward";
  /** Host and port of a tunnel, URL of a forwarded request. */
  readonly aim: string;
}

/** A forward proxy: tunnels by CONNECT, forwards plain http, and keeps what it carried. */
export interface ProxyServer extends Listening {
  readonly carried: readonly Carried[];
  /** What it turned away, by status. */
  readonly refused: readonly number[];
}

interface Verdict {
  readonly status: number;
  readonly port: number;
}

function judge({ hosts, credentials, refusal }: ProxyOptions, { headers }: IncomingMessage, host: string): Verdict {
  const port = hosts[host] ?? 0;
  if (refusal !== undefined) return { status: refusal, port };
  const expected = `Basic ${Buffer.from(credentials ?? "").toString("base64")}`;
  if (credentials !== undefined && headers["proxy-authorization"] !== expected) return { status: 407, port };
  return { status: port === 0 ? 502 : 200, port };
}

function tunnel(socket: Duplex, head: Buffer, port: number): void {
  const upstream = connect(port, "127.0.0.1", () => {
    socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
    upstream.write(head);
    socket.pipe(upstream).pipe(socket);
  });
  upstream.on("error", () => socket.destroy());
  socket.on("error", () => upstream.destroy());
}

function forward(incoming: IncomingMessage, response: ServerResponse, { url, port }: { url: URL; port: number }): void {
  const headers = { ...incoming.headers };
  delete headers["proxy-authorization"];
  const path = url.pathname + url.search;
  const outgoing = request({ host: "127.0.0.1", port, method: incoming.method, path, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  outgoing.once("error", () => response.destroy());
  incoming.pipe(outgoing);
}

export async function openProxy(options: ProxyOptions): Promise<ProxyServer> {
  const carried: Carried[] = [];
  const refused: number[] = [];
  const server = options.identity === undefined ? createServer() : createSecureServer({ ...options.identity });
  server.on("connect", (incoming: IncomingMessage, socket: Duplex, head: Buffer) => {
    const { url: aim = "" } = incoming;
    const { status, port } = judge(options, incoming, aim.replace(/:\d+$/, ""));
    if (status === 200) {
      carried.push({ kind: "tunnel", aim });
      tunnel(socket, head, port);
      return;
    }
    refused.push(status);
    socket.end(`HTTP/1.1 ${status} Refused\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
  });
  server.on("request", (incoming: IncomingMessage, response: ServerResponse) => {
    const url = new URL(incoming.url ?? "", "http://not-absolute.example");
    const { status, port } = judge(options, incoming, url.hostname);
    if (status === 200) {
      carried.push({ kind: "forward", aim: incoming.url ?? "" });
      forward(incoming, response, { url, port });
      return;
    }
    refused.push(status);
    response.writeHead(status).end();
  });
  return { ...(await listening(server)), carried, refused };
}
