import type { ClientHttp2Session, ClientHttp2Stream, IncomingHttpHeaders } from "node:http2";
import { connect as connectHttp2, constants } from "node:http2";
import { connect as connectSocket } from "node:net";
import type { Duplex, Readable } from "node:stream";
import { connect as connectTls } from "node:tls";
import type { CallOptions } from "../protocol/service.ts";
import type { Connection } from "./client-connection.ts";
import { createClient } from "./client-connection.ts";
import { FrameReader, toFrame } from "./frames.ts";
import { decodeStatusMessage, GrpcError, statusName } from "./status.ts";
import { formatTimeout } from "./timeout.ts";

export interface ClientTls {
  /** PEM: the one certificate that the server may show. */
  readonly serverCertificate: string;
  /** PEM; left out, the client shows no certificate. */
  readonly certificate?: string;
  /** PEM. */
  readonly key?: string;
}

export interface GrpcClientOptions {
  /** A unix socket. */
  readonly path?: string;
  /** A TCP port of 127.0.0.1. */
  readonly port?: number;
  readonly tls?: ClientTls;
}

const mebibyte = 1024 * 1024;
const settings = { initialWindowSize: 16 * mebibyte, maxFrameSize: mebibyte, enablePush: false };

/** A connection to a gRPC server on this machine. It is opened in the background: the first call reports what fails. */
export function createGrpcClient(options: GrpcClientOptions): Connection {
  const session = connectHttp2("http://localhost", {
    settings,
    maxSessionMemory: 4096,
    createConnection: () => openSocket(options),
  });
  let failure: Error | undefined;
  session.once("connect", () => {
    if (!session.destroyed) session.setLocalWindowSize(64 * mebibyte);
  });
  session.on("error", (error: Error) => (failure ??= error));
  return {
    client: (service) =>
      createClient(service, async function* (path, requests, callOptions) {
        try {
          yield* exchange(session, path, requests, callOptions);
        } catch (error) {
          throw toCallError(error, failure, callOptions);
        }
      }),
    close: () => close(session),
  };
}

function openSocket({ path, port, tls }: GrpcClientOptions): Duplex {
  const where = path === undefined ? { host: "127.0.0.1", port: port ?? 0 } : { path };
  if (tls === undefined) return connectSocket(where);
  const { serverCertificate, certificate, key } = tls;
  return connectTls({
    ...where,
    ca: [serverCertificate],
    ...(certificate === undefined ? {} : { cert: certificate }),
    ...(key === undefined ? {} : { key }),
    servername: "localhost",
    minVersion: "TLSv1.2",
    ALPNProtocols: ["h2"],
  });
}

async function* exchange(
  session: ClientHttp2Session,
  path: string,
  requests: AsyncIterable<Uint8Array>,
  { signal, timeout }: CallOptions,
): AsyncGenerator<Uint8Array, void> {
  const stream = session.request({
    ":method": "POST",
    ":path": path,
    "content-type": "application/grpc+proto",
    te: "trailers",
    ...(timeout === undefined ? {} : { "grpc-timeout": formatTimeout(timeout) }),
  });
  const cancel = () => stream.close(constants.NGHTTP2_CANCEL);
  if (signal?.aborted === true) cancel();
  signal?.addEventListener("abort", cancel);
  const ended = readStatus(stream);
  const sent = send(stream, requests);
  sent.catch(cancel);
  let isRead = false;
  try {
    yield* readMessages(stream);
    await sent;
    isRead = true;
  } catch (error) {
    // a status from the server counts, even if it closed the stream while we were still sending
    throw (await ended) ?? error;
  } finally {
    signal?.removeEventListener("abort", cancel);
    // a stream that is read to its end closes by itself; nghttp2 ends the session of a client that resets a thousand
    if (!isRead && !stream.closed) cancel();
  }
  const status = await ended;
  if (status?.code !== "OK") throw status ?? new Error("the connection was lost before the answer");
}

/** The messages of a stream's body. Stopping early does not end the stream: the status is still to come. */
async function* readMessages(body: Readable): AsyncGenerator<Uint8Array, void> {
  const reader = new FrameReader();
  for await (const chunk of body.iterator({ destroyOnReturn: false })) yield* reader.push(chunk);
  reader.finish();
}

async function send(stream: ClientHttp2Stream, requests: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const request of requests) {
    if (stream.closed || stream.destroyed) return;
    if (!stream.write(toFrame(request))) await waitForDrain(stream);
  }
  if (!stream.closed && !stream.destroyed) stream.end();
}

function waitForDrain(stream: ClientHttp2Stream): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      stream.off("drain", done).off("close", done);
      resolve();
    };
    stream.on("drain", done).on("close", done);
  });
}

/** The status that the server sent at the end of the stream; undefined if it sent none. */
function readStatus(stream: ClientHttp2Stream): Promise<GrpcError | undefined> {
  let status: GrpcError | undefined;
  const note = (headers: IncomingHttpHeaders) => (status ??= toStatus(headers));
  stream.on("response", note);
  stream.on("trailers", note);
  return new Promise((resolve) => stream.once("close", () => resolve(status)));
}

function toStatus(headers: IncomingHttpHeaders): GrpcError | undefined {
  const http = headers[":status"];
  if (http !== undefined && Number(http) !== 200) return new GrpcError("UNKNOWN", `HTTP status ${http}`);
  const code = headers["grpc-status"];
  if (code === undefined) return undefined;
  return new GrpcError(statusName(Number(code)), decodeStatusMessage(String(headers["grpc-message"] ?? "")));
}

function toCallError(error: unknown, failure: Error | undefined, { signal }: CallOptions): GrpcError {
  if (error instanceof GrpcError) return error;
  if (signal?.aborted === true) return new GrpcError("CANCELLED", "the caller has cancelled", { cause: error });
  const cause = failure ?? error;
  return new GrpcError("UNAVAILABLE", cause instanceof Error ? cause.message : "the connection is lost", { cause });
}

function close(session: ClientHttp2Session): Promise<void> {
  return new Promise((resolve) => {
    if (session.closed || session.destroyed) return resolve();
    session.once("close", () => resolve());
    session.destroy();
  });
}
