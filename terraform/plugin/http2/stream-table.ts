import { Http2Fault } from "./fault.ts";
import { maxConcurrentStreams } from "./settings.ts";
import type { ServerStream } from "./stream.ts";

/** The streams of a connection, and what may still come for those that are over. */
export class StreamTable {
  readonly #open = new Map<number, ServerStream>();
  /** Streams that were closed here while the peer was still sending: what is on its way for them is let pass. */
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

  /** RFC 9113, section 5.1.1: a client's streams have odd numbers that rise. */
  isNew(id: number): boolean {
    if (id % 2 === 0) throw new Http2Fault("PROTOCOL_ERROR", `a client's stream has the number ${id}`);
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

  /** The peer has reset the stream: it may send nothing more. */
  endedByPeer(id: number): void {
    this.#cutOff.delete(id);
  }

  /** For frames that a stream may get after its end too. */
  checkBegun(id: number): void {
    if (id === 0 || id % 2 === 0 || id > this.lastId)
      throw new Http2Fault("PROTOCOL_ERROR", `a frame came for the stream ${id}, which is not open`);
  }

  /** For frames that only a stream may get that is open, or that was cut off. */
  checkNotOver(id: number): void {
    this.checkBegun(id);
    if (!this.#open.has(id) && !this.#cutOff.has(id))
      throw new Http2Fault("STREAM_CLOSED", `a frame came for the stream ${id}, which is over`);
  }
}
