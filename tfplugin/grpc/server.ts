import type { IncomingHttpHeaders, Http2Server, ServerHttp2Session, ServerHttp2Stream } from "node:http2";
import { constants, createSecureServer, createServer } from "node:http2";
import type { AddressInfo, ListenOptions } from "node:net";
import { answerStream } from "./answer-stream.ts";
import type { Answered, Session } from "./call.ts";
import { openSession } from "./call.ts";
import type { Route } from "./endpoints.ts";
import type { ServerTls } from "./tls.ts";
import { isExactPeer, secureOptions } from "./tls.ts";

export interface GrpcServerOptions {
  /** What answers; a promise where it is still being loaded while the server listens already. */
  readonly route: Route | Promise<Route>;
  /** Left out: plain text. */
  readonly tls?: ServerTls;
  /** Told of every call when it is over. */
  readonly onAnswered?: (answered: Answered) => void;
  readonly onConnectionError?: (error: Error) => void;
}

export interface GrpcServer {
  listen(options: ListenOptions): Promise<AddressInfo | string | null>;
  /** Ends every connection and stops listening. */
  close(): Promise<void>;
}

const mebibyte = 1024 * 1024;
const settings = { initialWindowSize: 16 * mebibyte, maxFrameSize: mebibyte, maxConcurrentStreams: 10_000 };

// node:http2 refuses new streams of a session that holds more than 10 MB: a few large states would do it
const maxSessionMemory = 4096;

export function createGrpcServer(options: GrpcServerOptions): GrpcServer {
  const { tls } = options;
  const server =
    tls === undefined
      ? createServer({ settings, maxSessionMemory })
      : createSecureServer({ settings, maxSessionMemory, ...secureOptions(tls) });
  const sessions = new Map<ServerHttp2Session, Session>();
  server.on("session", (connection) => {
    if (tls !== undefined && !isExactPeer(connection.socket, tls)) return connection.destroy();
    connection.setLocalWindowSize(64 * mebibyte);
    const { session, close } = openSession();
    sessions.set(connection, session);
    connection.once("close", () => {
      sessions.delete(connection);
      close();
    });
  });
  for (const event of ["sessionError", "tlsClientError"]) {
    server.on(event, (error: Error) => options.onConnectionError?.(error));
  }
  server.on("stream", (stream: ServerHttp2Stream, headers: IncomingHttpHeaders) => {
    const session = stream.session === undefined ? undefined : sessions.get(stream.session as ServerHttp2Session);
    if (session === undefined) return stream.close(constants.NGHTTP2_REFUSED_STREAM);
    void answerStream(stream, headers, session, options);
  });
  return {
    listen: (where) => listen(server, where),
    close: () => close(server, [...sessions.keys()]),
  };
}

function listen(server: Http2Server, where: ListenOptions): Promise<AddressInfo | string | null> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(where, () => {
      server.off("error", reject);
      resolve(server.address());
    });
  });
}

function close(server: Http2Server, connections: readonly ServerHttp2Session[]): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    for (const connection of connections) connection.destroy();
  });
}
