import type { Duplex } from "node:stream";
import { flags, frameHeadBytes, frameTypes, maxFrameBytes } from "./frames.ts";
import { noTable } from "./header-encoder.ts";

const scratchBytes = 64 * 1024;
const backedUpBytes = 1024 * 1024;

/** How much may wait for a peer that does not read, in addition to the data in the streams. */
const mostUnsentBytes = 16 * 1024 * 1024;

const nothing = Buffer.alloc(0);

/** Writes the frames of a connection. All frames of one turn of the event loop become one write. */
export class FrameWriter {
  readonly #socket: Duplex;
  #scratch = Buffer.allocUnsafeSlow(scratchBytes);
  #used = 0;
  #isScheduled = false;
  #hasToldTable = false;
  #listeners: (() => void)[] = [];

  constructor(socket: Duplex) {
    this.#socket = socket;
  }

  /** Whether data should wait for the socket's "drain". */
  get isBackedUp(): boolean {
    return this.#socket.writableLength >= backedUpBytes;
  }

  /** Whether the peer reads so little that the connection has to be closed. */
  get isOverflowing(): boolean {
    return this.#socket.writableLength >= mostUnsentBytes;
  }

  /** @param payload at most 16 KiB */
  writeFrame(type: number, set: number, streamId: number, payload: Buffer): void {
    const size = frameHeadBytes + payload.length;
    if (this.#used + size > scratchBytes) this.flush();
    const scratch = this.#scratch;
    const at = this.#used;
    scratch.writeUIntBE(payload.length, at, 3);
    scratch[at + 3] = type;
    scratch[at + 4] = set;
    scratch.writeUInt32BE(streamId, at + 5);
    scratch.set(payload, at + frameHeadBytes);
    this.#used = at + size;
    this.#schedule();
  }

  writeHeaders(streamId: number, block: Buffer, isEnd: boolean): void {
    let rest = this.#hasToldTable ? block : Buffer.concat([noTable, block]);
    this.#hasToldTable = true;
    let type: number = frameTypes.HEADERS;
    let set = isEnd ? flags.END_STREAM : 0;
    for (; rest.length > maxFrameBytes; rest = rest.subarray(maxFrameBytes)) {
      this.writeFrame(type, set, streamId, rest.subarray(0, maxFrameBytes));
      type = frameTypes.CONTINUATION;
      set = 0;
    }
    this.writeFrame(type, set | flags.END_HEADERS, streamId, rest);
  }

  /** A frame whose payload is a four-byte number. */
  writeNumber(type: number, streamId: number, value: number): void {
    const payload = Buffer.allocUnsafe(4);
    payload.writeUInt32BE(value);
    this.writeFrame(type, 0, streamId, payload);
  }

  /** Calls `listener` when the socket has taken every frame written so far, or was lost. */
  whenWritten(listener: () => void): void {
    this.#listeners.push(listener);
    this.#schedule();
  }

  flush(): void {
    if (this.#used === 0 && this.#listeners.length === 0) return;
    const bytes = this.#take();
    const listeners = this.#listeners;
    if (listeners.length === 0) return void this.#socket.write(bytes);
    this.#listeners = [];
    this.#socket.write(bytes, () => {
      for (const listener of listeners) listener();
    });
  }

  #take(): Buffer {
    const bytes = this.#scratch.subarray(0, this.#used);
    const isLarge = this.#used > scratchBytes / 4;
    this.#used = 0;
    if (!isLarge) return bytes.length === 0 ? nothing : Buffer.from(bytes);
    this.#scratch = Buffer.allocUnsafeSlow(scratchBytes);
    return bytes;
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      this.flush();
    });
  }
}
