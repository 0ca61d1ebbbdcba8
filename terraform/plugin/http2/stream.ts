import type { ErrorCode } from "./fault.ts";
import { errorCodes, Http2Fault } from "./fault.ts";
import { frameTypes } from "./frames.ts";
import type { Output } from "./output.ts";
import { ReceiveWindow } from "./receive-window.ts";
import type { Request } from "./request.ts";
import type { Sender } from "./sender.ts";
import { Outbox } from "./sender.ts";
import { streamWindow } from "./settings.ts";

/** What takes a stream in. */
export interface StreamListener {
  /** Has to call the stream's `release` when the bytes have been used. */
  onData(chunk: Buffer): void;
  /** The peer has sent everything. */
  onEnd(): void;
  /** Called once: the answer has been put out, or the stream was cut off. */
  onClose(): void;
}

/** What a stream needs of its connection. */
export interface StreamHost {
  readonly output: Output;
  readonly sender: Sender;
  forget(stream: ServerStream): void;
}

/** A request and the answer to it. Whatever is written after the stream has closed is dropped. */
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
    this.outbox = new Outbox(id, host.sender.initialWindow, () => this.#emptied());
  }

  /** Sends a header block: the head of the answer or, with `isEnd`, all of it. */
  respond(block: Buffer, isEnd = false): void {
    if (this.isClosed || this.#isLocalEnded) return;
    this.#host.output.headers(this.id, block, isEnd);
    if (isEnd) this.#endLocal();
  }

  /** @returns false where the bytes have to wait: `onceDrained` tells when they have gone. */
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

  /** Calls `listener` once when what was written has been put out, or never will be. */
  onceDrained(listener: () => void): void {
    if (this.isClosed || this.outbox.chunks.length === 0) listener();
    else this.#onDrained.push(listener);
  }

  /** Calls `listener` once when all that was put out has been taken by the socket, or is lost with it. */
  whenWritten(listener: () => void): void {
    this.#host.output.whenWritten(listener);
  }

  /** Lets the peer send as many bytes more. */
  release(bytes: number): void {
    const raised = this.#window.release(bytes);
    if (raised > 0 && !this.isRemoteEnded && !this.isClosed)
      this.#host.output.number(frameTypes.WINDOW_UPDATE, this.id, raised);
  }

  reset(code: ErrorCode): void {
    if (this.isClosed) return;
    this.#host.output.number(frameTypes.RST_STREAM, this.id, errorCodes[code]);
    this.close();
  }

  /** @param bytes what counts for the window, padding too */
  receive(chunk: Buffer, bytes: number, isEnd: boolean): void {
    if (this.isRemoteEnded) throw new Http2Fault("STREAM_CLOSED", "data came after its end", this.id);
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
    this.#drained();
    this.listener?.onClose();
  }

  #emptied(): void {
    if (this.outbox.trailers !== undefined) this.#endLocal();
    this.#drained();
  }

  #drained(): void {
    for (const listener of this.#onDrained.splice(0)) listener();
  }

  #endLocal(): void {
    this.#isLocalEnded = true;
    if (this.isRemoteEnded) return this.close();
    // RFC 9113, section 8.1: a server that has answered and needs no more of the request says so with RST_STREAM(NO_ERROR)
    setImmediate(() => this.reset("NO_ERROR"));
  }
}
