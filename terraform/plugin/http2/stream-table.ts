import { Http2Error } from "./http2-error.ts";
import { maxConcurrentStreams } from "./settings.ts";
import type { ServerStream } from "./stream.ts";

/** The streams of a connection, and those that have ended but may still receive frames. */
export class StreamTable {
  readonly #open = new Map<number, ServerStream>();
  /** Streams that we closed while the peer was still sending: frames that are on their way are ignored. */
  readonly #cutOff = new Set<number>();
  lastId = 0;

  get isFull(): boolean {
    return this.#open.size >= maxConcurrentStreams;
  }

  get(id: number): ServerStream | undefined {
    return this.#open.get(id);
  }

  all(): ServerStream[] {
    return [...this.#open.values()];
  }

  /** RFC 9113, section 5.1.1: a client's streams have increasing odd numbers. */
  isNew(id: number): boolean {
    if (id % 2 === 0) throw new Http2Error("PROTOCOL_ERROR", `a client's stream has the number ${id}`);
    if (id <= this.lastId) return false;
    this.lastId = id;
    return true;
  }

  add(stream: ServerStream): void {
    this.#open.set(stream.id, stream);
  }

  remove({ id, isRemoteEnded }: ServerStream): void {
    this.#open.delete(id);
    if (!isRemoteEnded) this.cutOff(id);
  }

  cutOff(id: number): void {
    this.#cutOff.add(id);
    if (this.#cutOff.size <= maxConcurrentStreams) return;
    for (const oldest of this.#cutOff) {
      this.#cutOff.delete(oldest);
      return;
    }
  }

  /** The peer has reset the stream and may not send more. */
  forget(id: number): void {
    this.#cutOff.delete(id);
  }

  /** For frames that may also arrive after the end of a stream. */
  checkBegun(id: number): void {
    if (id === 0 || id % 2 === 0 || id > this.lastId)
      throw new Http2Error("PROTOCOL_ERROR", `a frame came for the stream ${id}, which is not open`);
  }

  /** For frames that may only arrive for a stream that is open, or that we cut off. */
  checkNotOver(id: number): void {
    this.checkBegun(id);
    if (!this.#open.has(id) && !this.#cutOff.has(id))
      throw new Http2Error("STREAM_CLOSED", `a frame came for the stream ${id}, which is over`);
  }
}
