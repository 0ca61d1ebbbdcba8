import type { AddressInfo, ListenOptions, Server, Socket } from "node:net";
import { createServer } from "node:net";
import type { TLSSocket } from "node:tls";
import { createServer as createTlsServer } from "node:tls";
import { Http2Connection } from "../http2/connection.ts";
import type { Answering } from "./answer-stream.ts";
import { answerStream } from "./answer-stream.ts";
import type { Answered } from "./call.ts";
import { openSession } from "./call.ts";
import type { Route } from "./endpoints.ts";
import type { ServerTls } from "./tls.ts";
import { isExactPeer, toTlsOptions } from "./tls.ts";

export interface GrpcServerOptions {
  /** Finds the handlers; a promise while they are still being loaded. */
  readonly route: Route | Promise<Route>;
  /** Left out: plain text. */
  readonly tls?: ServerTls;
  /** Called when a call has ended. */
  readonly onAnswered?: (answered: Answered) => void;
  readonly onConnectionError?: (error: Error) => void;
}

export interface GrpcServer {
  listen(options: ListenOptions): Promise<AddressInfo | string | null>;
  /** Serves a connection that another server has accepted and paused. */
  take(socket: Socket): void;
  /** Ends every connection and stops listening. */
  close(): Promise<void>;
}

/** What a server has open: HTTP/2 connections, and sockets, some of which have not finished their TLS handshake. */
interface Open {
  readonly sockets: Set<Socket>;
  readonly connections: Set<Http2Connection>;
}

export function createGrpcServer(options: GrpcServerOptions): GrpcServer {
  const { tls } = options;
  const open: Open = { sockets: new Set(), connections: new Set() };
  const answering = createAnswering(options);
  const accept = (socket: Socket) => acceptConnection(socket, answering, open, options);
  const server =
    tls === undefined
      ? createServer({ noDelay: true }, accept)
      : createTlsServer({ noDelay: true, ...toTlsOptions(tls) }, (socket) => {
          if (isHttp2(socket) && isExactPeer(socket, tls)) accept(socket);
          else socket.destroy();
        });
  server.on("connection", (socket: Socket) => {
    open.sockets.add(socket);
    socket.once("close", () => open.sockets.delete(socket));
  });
  server.on("tlsClientError", (error: Error) => options.onConnectionError?.(error));
  return {
    listen: (where) => listen(server, where),
    take: (socket) => {
      // Node's way to give a server, plain or TLS, a connection: https://nodejs.org/api/tls.html#event-connection
      server.emit("connection", socket);
      if (tls === undefined) socket.resume();
    },
    close: () => close(server, open),
  };
}

function isHttp2({ alpnProtocol }: TLSSocket): boolean {
  return alpnProtocol === "h2";
}

/** Replaces the promise by the route once it is there, so that later calls do not wait a turn. */
function createAnswering({ route, onAnswered }: GrpcServerOptions): Answering {
  let known = route;
  if (route instanceof Promise) void route.then((come) => (known = come)).catch(() => undefined);
  return {
    get route() {
      return known;
    },
    ...(onAnswered === undefined ? {} : { onAnswered }),
  };
}

function acceptConnection(socket: Socket, answering: Answering, open: Open, options: GrpcServerOptions): void {
  const { session, close } = openSession();
  const connection = new Http2Connection(socket, {
    onStream: (stream) => answerStream(stream, session, answering),
    onError: (error) => options.onConnectionError?.(error),
    onClose: () => {
      open.connections.delete(connection);
      close();
    },
  });
  open.connections.add(connection);
}

function listen(server: Server, where: ListenOptions): Promise<AddressInfo | string | null> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(where, () => {
      server.off("error", reject);
      resolve(server.address());
    });
  });
}

function close(server: Server, { connections, sockets }: Open): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    for (const connection of connections) connection.close();
    for (const socket of sockets) socket.destroy();
  });
}
