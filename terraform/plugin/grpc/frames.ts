import { GrpcError } from "./status.ts";

/** The maximum size of a message in either direction, the same as in Terraform's own provider servers. */
export const maxMessageBytes = 256 * 1024 * 1024;

const headerBytes = 5;

/** A message with gRPC's prefix: a flag (0: not compressed) and the length in four bytes. */
export function toFrame(message: Uint8Array): Buffer {
  const framed = Buffer.allocUnsafe(headerBytes + message.length);
  framed[0] = 0;
  framed.writeUInt32BE(message.length, 1);
  framed.set(message, headerBytes);
  return framed;
}

export function checkSize(bytes: number, limit: number, what: string): void {
  if (bytes <= limit) return;
  throw new GrpcError("RESOURCE_EXHAUSTED", `${what} has ${bytes} bytes; at most ${limit} are taken`);
}

/** Assembles messages from chunks, which may contain several messages or part of one. */
export class FrameReader {
  readonly #limit: number;
  readonly #header = Buffer.alloc(headerBytes);
  #headerRead = 0;
  #message: Buffer | undefined;
  #messageRead = 0;

  constructor(limit = maxMessageBytes) {
    this.#limit = limit;
  }

  /** The messages that the chunk completes. Messages that lie within the chunk are views of it. */
  push(chunk: Uint8Array): Uint8Array[] {
    const complete: Uint8Array[] = [];
    let at = 0;
    while (at < chunk.length) {
      const whole = this.#headerRead === 0 ? this.#readWhole(chunk, at) : undefined;
      if (whole !== undefined) {
        complete.push(whole);
        at += headerBytes + whole.length;
        continue;
      }
      if (this.#headerRead < headerBytes) {
        this.#header[this.#headerRead++] = chunk[at++] ?? 0;
        if (this.#headerRead === headerBytes) this.#begin();
      } else {
        at += this.#fill(chunk.subarray(at));
      }
      const message = this.#take();
      if (message !== undefined) complete.push(message);
    }
    return complete;
  }

  /** Call it when the stream has ended. */
  finish(): void {
    if (this.#headerRead > 0) throw new GrpcError("INTERNAL", "the stream ended in the middle of a message");
  }

  #readWhole(chunk: Uint8Array, at: number): Uint8Array | undefined {
    const start = at + headerBytes;
    const { buffer, byteOffset, length } = chunk;
    if (start > length || chunk[at] !== 0) return undefined;
    const size = new DataView(buffer, byteOffset + at + 1, 4).getUint32(0);
    return size > length - start || size > this.#limit ? undefined : new Uint8Array(buffer, byteOffset + start, size);
  }

  #begin(): void {
    const [flag] = this.#header;
    if (flag !== 0) throw new GrpcError("UNIMPLEMENTED", "compressed messages are not taken; send them as they are");
    const length = this.#header.readUInt32BE(1);
    checkSize(length, this.#limit, "the message");
    this.#message = Buffer.allocUnsafeSlow(length);
  }

  #fill(chunk: Uint8Array): number {
    if (this.#message === undefined) return 0;
    const size = Math.min(chunk.length, this.#message.length - this.#messageRead);
    this.#message.set(chunk.subarray(0, size), this.#messageRead);
    this.#messageRead += size;
    return size;
  }

  #take(): Uint8Array | undefined {
    const message = this.#message;
    if (message === undefined || this.#messageRead < message.length) return undefined;
    this.#message = undefined;
    this.#messageRead = 0;
    this.#headerRead = 0;
    return new Uint8Array(message.buffer, message.byteOffset, message.length);
  }
}
