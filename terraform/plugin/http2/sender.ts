import { Http2Error } from "./http2-error.ts";
import { frameTypes, maxFrameBytes } from "./frames.ts";
import type { FrameWriter } from "./frame-writer.ts";
import { defaultWindow, maxWindow } from "./settings.ts";

/** The data that a stream still has to send. */
export class Outbox {
  readonly streamId: number;
  readonly chunks: Buffer[] = [];
  /** A header block that ends the stream. */
  trailers: Buffer | undefined;
  window: number;
  /** Called when everything written so far has been queued, including the trailers if there are any. */
  readonly onEmpty: () => void;

  constructor(streamId: number, window: number, onEmpty: () => void) {
    this.streamId = streamId;
    this.window = window;
    this.onEmpty = onEmpty;
  }
}

/** Sends the data of streams as fast as the peer's windows and the socket allow. */
export class Sender {
  readonly #output: FrameWriter;
  readonly #waiting = new Set<Outbox>();
  #window = defaultWindow;
  initialWindow = defaultWindow;

  constructor(output: FrameWriter) {
    this.#output = output;
  }

  /** @returns whether everything has been queued; the rest is sent later */
  send(outbox: Outbox): boolean {
    const isDone = this.#sendChunks(outbox);
    if (!isDone) {
      this.#waiting.add(outbox);
      return false;
    }
    this.#waiting.delete(outbox);
    if (outbox.trailers !== undefined) this.#output.writeHeaders(outbox.streamId, outbox.trailers, true);
    return true;
  }

  drop(outbox: Outbox): void {
    this.#waiting.delete(outbox);
  }

  /** Call it when a window has opened or the socket has drained. */
  resume(): void {
    for (const outbox of this.#waiting) {
      if (this.#window <= 0 || this.#output.isBackedUp) return;
      if (this.send(outbox)) outbox.onEmpty();
    }
  }

  raiseWindow(by: number): void {
    this.#window = raise(this.#window, by);
    this.resume();
  }

  raiseStreamWindow(outbox: Outbox, by: number): void {
    outbox.window = raise(outbox.window, by, outbox.streamId);
    if (this.#waiting.has(outbox)) this.resume();
  }

  /** RFC 9113, section 6.9.2: the windows of open streams move with the setting, even below zero. */
  changeInitialWindow(to: number, open: Iterable<Outbox>): void {
    for (const outbox of open) {
      outbox.window += to - this.initialWindow;
      if (outbox.window > maxWindow) throw new Http2Error("FLOW_CONTROL_ERROR", "a window is too large");
    }
    this.initialWindow = to;
    this.resume();
  }

  #sendChunks(outbox: Outbox): boolean {
    const { chunks } = outbox;
    for (let [chunk] = chunks; chunk !== undefined; [chunk] = chunks) {
      const size = Math.min(chunk.length, maxFrameBytes, outbox.window, this.#window);
      if (size <= 0 || this.#output.isBackedUp) return false;
      this.#output.writeFrame(frameTypes.DATA, 0, outbox.streamId, chunk.subarray(0, size));
      outbox.window -= size;
      this.#window -= size;
      if (size === chunk.length) chunks.shift();
      else chunks[0] = chunk.subarray(size);
    }
    return true;
  }
}

function raise(window: number, by: number, streamId?: number): number {
  if (by === 0) throw new Http2Error("PROTOCOL_ERROR", "a window is raised by nothing", streamId);
  if (window + by > maxWindow) throw new Http2Error("FLOW_CONTROL_ERROR", "a window is too large", streamId);
  return window + by;
}
