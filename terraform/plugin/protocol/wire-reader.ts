import { isUtf8 } from "node:buffer";
import { ProtocolError } from "../protocol-error.ts";

export const wireTypes = { varint: 0, fixed64: 1, length: 2, startGroup: 3, endGroup: 4, fixed32: 5 } as const;

export class WireReader {
  readonly #buffer: Buffer;
  #position = 0;

  constructor(bytes: Uint8Array) {
    this.#buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get position(): number {
    return this.#position;
  }

  get size(): number {
    return this.#buffer.length;
  }

  /** The low 32 bits of a varint, without sign. */
  uint32(): number {
    const first = this.#byte();
    if (first < 128) return first;
    let value = first & 127;
    for (let shift = 7; shift < 70; shift += 7) {
      const byte = this.#byte();
      if (shift < 32) value |= (byte & 127) << shift;
      if (byte < 128) return value >>> 0;
    }
    throw new ProtocolError(`the number that ends at byte ${this.#position} is longer than ten bytes`);
  }

  int64(): bigint {
    const start = this.#position;
    let size = 1;
    while (this.#byte() >= 128) {
      if (++size > 10) throw new ProtocolError(`the number at byte ${start} is longer than ten bytes`);
    }
    if (size <= 4) {
      this.#position = start;
      return BigInt(this.uint32());
    }
    let value = 0n;
    for (let at = this.#position - 1; at >= start; at--)
      value = (value << 7n) | BigInt(this.#buffer.readUInt8(at) & 127);
    return BigInt.asIntN(64, value);
  }

  /** The end of the length-delimited value that starts here. */
  end(): number {
    const length = this.uint32();
    this.#need(length);
    return this.#position + length;
  }

  bytes(): Uint8Array {
    const end = this.end();
    const start = this.#position;
    this.#position = end;
    return new Uint8Array(this.#buffer.buffer, this.#buffer.byteOffset + start, end - start);
  }

  string(): string {
    const end = this.end();
    const start = this.#position;
    this.#position = end;
    const text = this.#buffer.toString("utf8", start, end);
    if (text.includes("\ufffd") && !isUtf8(this.#buffer.subarray(start, end))) {
      throw new ProtocolError(`the text at byte ${start} is not UTF-8`);
    }
    return text;
  }

  skip(tag: number): void {
    const wireType = tag & 7;
    if (wireType === wireTypes.varint) this.int64();
    else if (wireType === wireTypes.fixed64) this.#advance(8);
    else if (wireType === wireTypes.length) this.#position = this.end();
    else if (wireType === wireTypes.fixed32) this.#advance(4);
    else if (wireType === wireTypes.startGroup) this.#skipGroup();
    else throw new ProtocolError(`wire type ${wireType} at byte ${this.#position} is not supported`);
  }

  #skipGroup(): void {
    for (let depth = 1; depth > 0;) {
      const tag = this.uint32();
      const wireType = tag & 7;
      if (wireType === wireTypes.startGroup) depth++;
      else if (wireType === wireTypes.endGroup) depth--;
      else this.skip(tag);
    }
  }

  #byte(): number {
    const byte = this.#buffer[this.#position++];
    if (byte === undefined) throw new ProtocolError(`the message ends in the middle of a number, at byte ${this.size}`);
    return byte;
  }

  #advance(size: number): void {
    this.#need(size);
    this.#position += size;
  }

  #need(size: number): void {
    const left = this.size - this.#position;
    if (size <= left) return;
    throw new ProtocolError(`the message is cut short: byte ${this.#position} announces ${size} bytes, ${left} follow`);
  }
}
