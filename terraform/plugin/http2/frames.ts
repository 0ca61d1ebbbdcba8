import { Http2Error } from "./http2-error.ts";

/** RFC 9113, section 6. */
export const frameTypes = {
  DATA: 0x0,
  HEADERS: 0x1,
  PRIORITY: 0x2,
  RST_STREAM: 0x3,
  SETTINGS: 0x4,
  PUSH_PROMISE: 0x5,
  PING: 0x6,
  GOAWAY: 0x7,
  WINDOW_UPDATE: 0x8,
  CONTINUATION: 0x9,
} as const;

export const flags = { ACK: 0x1, END_STREAM: 0x1, END_HEADERS: 0x4, PADDED: 0x8, PRIORITY: 0x20 } as const;

export interface Frame {
  readonly type: number;
  readonly flags: number;
  readonly streamId: number;
  readonly payload: Buffer;
}

export const frameHeadBytes = 9;

/** The largest payload that we accept, which is the default of the protocol. */
export const maxFrameBytes = 16_384;

const preface = Buffer.from("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "latin1");

/** Splits incoming chunks of any size into frames. Keeps at most one incomplete frame. */
export class FrameReader {
  #prefaceRead = 0;
  #rest: Buffer | undefined;
  #at = 0;
  #bytes: Buffer = Buffer.alloc(0);

  /** Call `next` until it returns undefined. */
  push(chunk: Buffer): void {
    this.#bytes = this.#rest === undefined ? chunk : Buffer.concat([this.#rest, chunk]);
    this.#rest = undefined;
    this.#at = 0;
    if (this.#prefaceRead < preface.length) this.#readPreface();
  }

  next(): Frame | undefined {
    const bytes = this.#bytes;
    const start = this.#at + frameHeadBytes;
    if (start > bytes.length) return this.#keepRest();
    const length = bytes.readUIntBE(this.#at, 3);
    if (length > maxFrameBytes) throw new Http2Error("FRAME_SIZE_ERROR", `a frame of ${length} bytes is too large`);
    const end = start + length;
    if (end > bytes.length) return this.#keepRest();
    const frame = {
      type: bytes[this.#at + 3] ?? 0,
      flags: bytes[this.#at + 4] ?? 0,
      streamId: bytes.readUInt32BE(this.#at + 5) & 0x7fff_ffff,
      payload: bytes.subarray(start, end),
    };
    this.#at = end;
    return frame;
  }

  #keepRest(): undefined {
    if (this.#at < this.#bytes.length) this.#rest = this.#bytes.subarray(this.#at);
    this.#at = this.#bytes.length;
  }

  #readPreface(): void {
    while (this.#prefaceRead < preface.length && this.#at < this.#bytes.length) {
      if (this.#bytes[this.#at++] !== preface[this.#prefaceRead++])
        throw new Http2Error("PROTOCOL_ERROR", "the peer does not speak HTTP/2");
    }
  }
}

/** The payload of a DATA or HEADERS frame without its padding and, in HEADERS, without its priority. */
export function readContent({ type, flags: set, payload, streamId }: Frame): Buffer {
  let start = 0;
  let padding = 0;
  if ((set & flags.PADDED) !== 0) padding = payload[start++] ?? 0;
  if (type === frameTypes.HEADERS && (set & flags.PRIORITY) !== 0) {
    if (payload.length >= start + 4 && (payload.readUInt32BE(start) & 0x7fff_ffff) === streamId)
      throw new Http2Error("PROTOCOL_ERROR", "a stream depends on itself");
    start += 5;
  }
  if (payload.length === 0 && start > 0) throw new Http2Error("FRAME_SIZE_ERROR", "a padded frame has no length");
  if (start + padding > payload.length) throw new Http2Error("PROTOCOL_ERROR", "a frame has more padding than bytes");
  return start === 0 ? payload : payload.subarray(start, payload.length - padding);
}
