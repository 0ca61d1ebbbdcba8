import type { ErrorCode } from "./http2-error.ts";
import { errorCodes, Http2Error } from "./http2-error.ts";
import { frameTypes } from "./frames.ts";
import type { FrameWriter } from "./frame-writer.ts";
import { ReceiveWindow } from "./receive-window.ts";
import type { Request } from "./request.ts";
import type { Sender } from "./sender.ts";
import { Outbox } from "./sender.ts";
import { streamWindow } from "./settings.ts";

/** Receives what arrives on a stream. */
export interface StreamListener {
  /** Must call the stream's `release` when the bytes have been used. */
  onData(chunk: Buffer): void;
  /** The peer has sent everything. */
  onEnd(): void;
  /** Called once, when the answer has been queued or the stream was cut off. */
  onClose(): void;
}

/** What a stream needs from its connection. */
export interface StreamHost {
  readonly output: FrameWriter;
  readonly sender: Sender;
  forget(stream: ServerStream): void;
}

/** A request and its answer. Writes after the stream has closed are dropped. */
export class ServerStream {
  readonly id: number;
  readonly request: Request;
  readonly outbox: Outbox;
  listener: StreamListener | undefined;
  isRemoteEnded: boolean;
  isClosed = false;
  readonly #host: StreamHost;
  readonly #window = new ReceiveWindow(streamWindow);
  #onDrained: (() => void)[] = [];
  #isLocalEnded = false;

  constructor(id: number, request: Request, isRemoteEnded: boolean, host: StreamHost) {
    this.id = id;
    this.request = request;
    this.isRemoteEnded = isRemoteEnded;
    this.#host = host;
    this.outbox = new Outbox(id, host.sender.initialWindow, () => this.#onEmptied());
  }

  /** Sends a header block: the head of the answer or, with `isEnd`, the whole answer. */
  respond(block: Buffer, isEnd = false): void {
    if (this.isClosed || this.#isLocalEnded) return;
    this.#host.output.writeHeaders(this.id, block, isEnd);
    if (isEnd) this.#endLocal();
  }

  /** @returns false if the bytes have to wait; `onceDrained` then says when they have been sent. */
  write(chunk: Buffer): boolean {
    if (this.isClosed || this.#isLocalEnded || chunk.length === 0) return true;
    this.outbox.chunks.push(chunk);
    return this.#host.sender.send(this.outbox);
  }

  /** Ends the answer with a header block, after all that was written. */
  end(trailers: Buffer): void {
    if (this.isClosed || this.#isLocalEnded || this.outbox.trailers !== undefined) return;
    this.outbox.trailers = trailers;
    if (this.#host.sender.send(this.outbox)) this.#endLocal();
  }

  /** Calls `listener` once, when everything written has been queued, or never will be. */
  onceDrained(listener: () => void): void {
    if (this.isClosed || this.outbox.chunks.length === 0) listener();
    else this.#onDrained.push(listener);
  }

  /** Calls `listener` once, when the socket has taken everything queued so far, or was lost. */
  whenWritten(listener: () => void): void {
    this.#host.output.whenWritten(listener);
  }

  /** Lets the peer send this many more bytes. */
  release(bytes: number): void {
    const raised = this.#window.release(bytes);
    if (raised > 0 && !this.isRemoteEnded && !this.isClosed)
      this.#host.output.writeNumber(frameTypes.WINDOW_UPDATE, this.id, raised);
  }

  reset(code: ErrorCode): void {
    if (this.isClosed) return;
    this.#host.output.writeNumber(frameTypes.RST_STREAM, this.id, errorCodes[code]);
    this.close();
  }

  /** @param bytes what counts against the window, including padding */
  receive(chunk: Buffer, bytes: number, isEnd: boolean): void {
    if (this.isRemoteEnded) throw new Http2Error("STREAM_CLOSED", "data came after its end", this.id);
    this.#window.take(bytes, this.id);
    this.isRemoteEnded = isEnd;
    if (bytes > chunk.length) this.release(bytes - chunk.length);
    if (chunk.length > 0) this.listener?.onData(chunk);
    if (isEnd) this.receiveEnd();
  }

  receiveEnd(): void {
    this.isRemoteEnded = true;
    this.listener?.onEnd();
    if (this.#isLocalEnded) this.close();
  }

  close(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.outbox.chunks.length = 0;
    this.#host.sender.drop(this.outbox);
    this.#host.forget(this);
    this.#notifyDrained();
    this.listener?.onClose();
  }

  #onEmptied(): void {
    if (this.outbox.trailers !== undefined) this.#endLocal();
    this.#notifyDrained();
  }

  #notifyDrained(): void {
    for (const listener of this.#onDrained.splice(0)) listener();
  }

  #endLocal(): void {
    this.#isLocalEnded = true;
    if (this.isRemoteEnded) return this.close();
    // RFC 9113, section 8.1: after its answer a server rejects the rest of a request with RST_STREAM(NO_ERROR)
    setImmediate(() => this.reset("NO_ERROR"));
  }
}
