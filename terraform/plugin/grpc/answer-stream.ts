import { encodeHeaders } from "../http2/header-encoder.ts";
import type { Request } from "../http2/request.ts";
import type { ServerStream, StreamListener } from "../http2/stream.ts";
import type { Answered, Session } from "./call.ts";
import type { Endpoint, Route } from "./endpoints.ts";
import { refuseEmptyCall } from "./endpoints.ts";
import { toFrame } from "./frames.ts";
import { RequestMessages } from "./request-messages.ts";
import { OpenCall } from "./open-call.ts";
import type { StatusCode } from "./status.ts";
import { toGrpcError, encodeStatusMessage, GrpcError, statusCodes } from "./status.ts";
import { parseTimeout } from "./timeout.ts";

interface Status {
  readonly code: StatusCode;
  readonly message: string;
}

export interface Answering {
  readonly route: Route | Promise<Route>;
  readonly onAnswered?: (answered: Answered) => void;
}

const ok: Status = { code: "OK", message: "" };
const head = encodeHeaders([
  [":status", "200"],
  ["content-type", "application/grpc+proto"],
  ["grpc-accept-encoding", "identity"],
]);
const okTrailers = encodeHeaders([["grpc-status", "0"]]);

/** Answers one HTTP/2 stream from its headers to its trailers. Never throws: errors become the status. */
export function answerStream(stream: ServerStream, session: Session, answering: Answering): void {
  const refusal = checkHttp(stream.request);
  if (refusal !== 200) return stream.respond(encodeHeaders([[":status", String(refusal)]]), true);
  const answer = new Answer(stream, session, answering);
  stream.listener = answer;
  answer.begin();
}

function checkHttp({ method, headers }: Request): number {
  if (method !== "POST") return 405;
  return /^application\/grpc(\+|;|$)/.test(headers.get("content-type") ?? "") ? 200 : 415;
}

class Answer implements StreamListener {
  readonly #stream: ServerStream;
  readonly #call: OpenCall;
  readonly #answering: Answering;
  readonly #incoming: RequestMessages;
  readonly #started = performance.now();
  #timer: NodeJS.Timeout | undefined;
  #hasHead = false;
  #isFinished = false;

  constructor(stream: ServerStream, session: Session, answering: Answering) {
    this.#stream = stream;
    this.#call = new OpenCall(session);
    this.#answering = answering;
    this.#incoming = new RequestMessages(stream);
  }

  begin(): void {
    const timeout = parseTimeout(this.#stream.request.headers.get("grpc-timeout"));
    if (timeout !== undefined) {
      const expired = () => this.#abort("DEADLINE_EXCEEDED", `no answer within ${timeout} ms`);
      this.#timer = setTimeout(expired, timeout).unref();
    }
    const { route } = this.#answering;
    if (route instanceof Promise) void route.then(this.#follow, this.#fail);
    else this.#follow(route);
  }

  onData(chunk: Buffer): void {
    this.#incoming.push(chunk);
  }

  onEnd(): void {
    this.#incoming.end();
  }

  onClose(): void {
    this.#abort("CANCELLED", "the caller is gone");
    if (this.#call.hasListeners) this.#stream.whenWritten(() => this.#call.finish());
    else this.#call.finish();
  }

  readonly #follow = (route: Route): void => {
    if (this.#isFinished) return;
    try {
      const endpoint = route(this.#stream.request.path);
      const { answerOne } = endpoint;
      if (answerOne === undefined) void this.#answerInTurns(endpoint);
      else this.#incoming.whenReady(() => this.#answerOnce(answerOne));
    } catch (error) {
      this.#fail(error);
    }
  };

  #answerOnce(answerOne: NonNullable<Endpoint["answerOne"]>): void {
    if (this.#isFinished) return;
    try {
      const request = this.#incoming.take();
      if (request === undefined) throw refuseEmptyCall();
      const answer = answerOne(request, this.#call);
      if (answer instanceof Promise) void answer.then(this.#succeed, this.#fail);
      else this.#succeed(answer);
    } catch (error) {
      this.#fail(error);
    }
  }

  readonly #succeed = (answer: Uint8Array): void => {
    if (this.#isFinished) return;
    this.#write(answer);
    this.#finish(ok);
  };

  readonly #fail = (error: unknown): void => this.#finish(toGrpcError(error));

  async #answerInTurns(endpoint: Endpoint): Promise<void> {
    const isStream = endpoint.kind === "server-stream" || endpoint.kind === "bidi";
    if (isStream) this.#respond();
    try {
      for await (const message of endpoint.answer(this.#incoming, this.#call)) {
        if (this.#isFinished) return;
        if (!this.#write(message) && isStream) await this.#waitForDrain();
      }
      this.#finish(ok);
    } catch (error) {
      this.#fail(error);
    }
  }

  #respond(): void {
    if (this.#hasHead) return;
    this.#hasHead = true;
    this.#stream.respond(head);
  }

  #write(message: Uint8Array): boolean {
    this.#respond();
    return this.#stream.write(toFrame(message));
  }

  #waitForDrain(): Promise<void> {
    return new Promise((resolve) => this.#stream.onceDrained(resolve));
  }

  #abort(code: StatusCode, message: string): void {
    if (this.#isFinished) return;
    const reason = new GrpcError(code, message);
    this.#call.abort(reason);
    this.#finish(reason);
  }

  #finish({ code, message }: Status): void {
    if (this.#isFinished) return;
    this.#isFinished = true;
    if (this.#timer !== undefined) clearTimeout(this.#timer);
    this.#incoming.drop();
    const trailers = encodeTrailers(code, message);
    if (this.#hasHead) this.#stream.end(trailers);
    else this.#stream.respond(Buffer.concat([head, trailers]), true);
    const { path } = this.#stream.request;
    const milliseconds = performance.now() - this.#started;
    this.#answering.onAnswered?.({ path, session: this.#call.session, status: code, message, milliseconds });
  }
}

function encodeTrailers(code: StatusCode, message: string): Buffer {
  if (code === "OK") return okTrailers;
  return encodeHeaders([
    ["grpc-status", String(statusCodes[code])],
    ["grpc-message", encodeStatusMessage(message)],
  ]);
}
