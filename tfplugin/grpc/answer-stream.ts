import type { IncomingHttpHeaders, ServerHttp2Stream } from "node:http2";
import { constants } from "node:http2";
import type { Readable } from "node:stream";
import type { Answered, RpcCall, Session } from "./call.ts";
import { occasion } from "./call.ts";
import type { Endpoint, Route } from "./endpoints.ts";
import { frame, FrameReader } from "./frames.ts";
import type { StatusCode } from "./status.ts";
import { asGrpcError, encodeStatusMessage, GrpcError, statusCodes } from "./status.ts";
import { parseTimeout } from "./timeout.ts";

interface Status {
  readonly code: StatusCode;
  readonly message: string;
}

interface Answering {
  readonly route: Route | Promise<Route>;
  readonly onAnswered?: (answered: Answered) => void;
}

const ok: Status = { code: "OK", message: "" };
const responseHead = { ":status": 200, "content-type": "application/grpc+proto", "grpc-accept-encoding": "identity" };

/** Answers one HTTP/2 stream from its headers to its trailers. Never rejects: what goes wrong becomes the status. */
export async function answerStream(
  stream: ServerHttp2Stream,
  headers: IncomingHttpHeaders,
  session: Session,
  { route, onAnswered }: Answering,
): Promise<void> {
  const started = performance.now();
  // "close" follows every error and is where the call ends
  stream.on("error", () => undefined);
  const refusal = httpStatus(headers);
  if (refusal !== 200) return refuse(stream, refusal);
  const path = headers[":path"] ?? "";
  const { call, settle } = openCall(stream, session, parseTimeout(text(headers["grpc-timeout"])));
  const status = await outcome(async () => write(stream, (await route)(path), call));
  settle();
  finish(stream, status);
  onAnswered?.({
    path,
    session,
    status: status.code,
    message: status.message,
    milliseconds: performance.now() - started,
  });
}

function openCall(stream: ServerHttp2Stream, session: Session, timeout: number | undefined) {
  const controller = new AbortController();
  const answered = occasion();
  let isSettled = false;
  const abort = (code: StatusCode, message: string) => {
    if (!isSettled) controller.abort(new GrpcError(code, message));
  };
  const timer =
    timeout === undefined
      ? undefined
      : setTimeout(() => abort("DEADLINE_EXCEEDED", `no answer within ${timeout} ms`), timeout).unref();
  stream.once("close", () => {
    abort("CANCELLED", "the caller has gone");
    clearTimeout(timer);
    answered.happen();
  });
  const call: RpcCall = { signal: controller.signal, session, onAnswered: answered.on };
  return {
    call,
    settle: () => {
      isSettled = true;
      clearTimeout(timer);
    },
  };
}

async function write(stream: ServerHttp2Stream, endpoint: Endpoint, call: RpcCall): Promise<void> {
  const isStream = endpoint.kind === "server-stream" || endpoint.kind === "bidi";
  if (isStream) respond(stream);
  for await (const message of endpoint.answer(messagesOf(stream), call)) {
    if (stream.destroyed) return;
    respond(stream);
    if (!stream.write(frame(message)) && isStream) await drained(stream);
  }
}

function respond(stream: ServerHttp2Stream): void {
  if (!stream.headersSent && !stream.destroyed) stream.respond(responseHead, { waitForTrailers: true });
}

function finish(stream: ServerHttp2Stream, { code, message }: Status): void {
  if (stream.destroyed || stream.closed) return;
  const status = { "grpc-status": String(statusCodes[code]), "grpc-message": encodeStatusMessage(message) };
  if (stream.headersSent) {
    stream.once("wantTrailers", () => {
      stream.sendTrailers(status);
      setImmediate(stopReading, stream);
    });
    stream.end();
  } else {
    stream.respond({ ...responseHead, ...status }, { endStream: true });
    setImmediate(stopReading, stream);
  }
  stream.resume();
}

// RFC 9113, section 8.1: a server that has answered and needs no more of the request says so with RST_STREAM(NO_ERROR)
function stopReading(stream: ServerHttp2Stream): void {
  if (!stream.readableEnded && !stream.destroyed) stream.close(constants.NGHTTP2_NO_ERROR);
}

function refuse(stream: ServerHttp2Stream, status: number): void {
  stream.respond({ ":status": status }, { endStream: true });
  stream.resume();
  setImmediate(stopReading, stream);
}

function httpStatus(headers: IncomingHttpHeaders): number {
  if (headers[":method"] !== "POST") return 405;
  return /^application\/grpc(\+|;|$)/.test(headers["content-type"] ?? "") ? 200 : 415;
}

/** The messages of a stream's body. Leaving off early does not end the stream: its answer is still to be sent. */
export async function* messagesOf(body: Readable): AsyncGenerator<Uint8Array, void> {
  const reader = new FrameReader();
  for await (const chunk of body.iterator({ destroyOnReturn: false })) yield* reader.push(chunk);
  reader.finish();
}

async function outcome(work: () => Promise<void>): Promise<Status> {
  try {
    await work();
    return ok;
  } catch (error) {
    const { code, message } = asGrpcError(error);
    return { code, message };
  }
}

function drained(stream: ServerHttp2Stream): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      stream.off("drain", done);
      stream.off("close", done);
      resolve();
    };
    stream.on("drain", done);
    stream.on("close", done);
  });
}

function text(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}
