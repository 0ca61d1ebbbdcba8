import type { ServerStream } from "../http2/stream.ts";
import { FrameReader } from "./frames.ts";

/** Beyond this many unread bytes the sender has to wait. */
const mostQueuedBytes = 1024 * 1024;

/** The messages of a request, in the order in which they come. */
export class RequestMessages implements AsyncIterable<Uint8Array> {
  readonly #stream: ServerStream;
  readonly #reader = new FrameReader();
  readonly #queue: Uint8Array[] = [];
  #queuedBytes = 0;
  #owedBytes = 0;
  #failure: { readonly error: unknown } | undefined;
  #isOver = false;
  #isDropped = false;
  #wake: (() => void) | undefined;

  constructor(stream: ServerStream) {
    this.#stream = stream;
  }

  push(chunk: Buffer): void {
    this.#owedBytes += chunk.length;
    if (!this.#isOver && !this.#isDropped) this.#read(() => this.#enqueue(this.#reader.push(chunk)));
    this.#release();
    this.#ready();
  }

  end(): void {
    if (!this.#isOver && !this.#isDropped) this.#read(() => this.#reader.finish());
    this.#isOver = true;
    this.#ready();
  }

  /** Ignores everything that arrives from now on. */
  drop(): void {
    this.#isDropped = true;
    this.#isOver = true;
    this.#queue.length = 0;
    this.#queuedBytes = 0;
    this.#release();
    this.#ready();
  }

  /** Calls `listener` once `take` can return or throw, immediately if it already can. */
  whenReady(listener: () => void): void {
    this.#wake = listener;
    this.#ready();
  }

  /** The next message; undefined after the last one. @throws the error that made the rest unreadable. */
  take(): Uint8Array | undefined {
    const message = this.#queue.shift();
    if (message === undefined && this.#failure !== undefined) throw this.#failure.error;
    this.#queuedBytes -= message?.length ?? 0;
    this.#release();
    return message;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void> {
    for (;;) {
      await new Promise<void>((resolve) => this.whenReady(resolve));
      const message = this.take();
      if (message === undefined) return;
      yield message;
    }
  }

  #read(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#failure = { error };
      this.#isOver = true;
    }
  }

  #enqueue(messages: readonly Uint8Array[]): void {
    for (const message of messages) {
      this.#queue.push(message);
      this.#queuedBytes += message.length;
    }
  }

  #release(): void {
    if (this.#owedBytes === 0 || this.#queuedBytes > mostQueuedBytes) return;
    const owed = this.#owedBytes;
    this.#owedBytes = 0;
    this.#stream.release(owed);
  }

  #ready(): void {
    if (this.#queue.length === 0 && !this.#isOver) return;
    const wake = this.#wake;
    this.#wake = undefined;
    wake?.();
  }
}
