import { ProtocolError } from "../protocol-error.ts";

/**
 * Writes backwards from the end of its buffer: by the time a message's length is needed, the message has been written and
 * nothing has to be measured first.
 */
export class WireWriter {
  #buffer = Buffer.allocUnsafe(1024);
  #start = 1024;

  /** The number of bytes written so far. */
  get written(): number {
    return this.#buffer.length - this.#start;
  }

  finish(): Uint8Array {
    return new Uint8Array(this.#buffer.buffer, this.#buffer.byteOffset + this.#start, this.written);
  }

  /** A whole number of 0 or more, at most 2^53. */
  varint(value: number): void {
    let size = 1;
    for (let rest = value; rest > 127; rest = Math.floor(rest / 128)) size++;
    let at = this.#reserve(size);
    let rest = value;
    for (; rest > 127; rest = Math.floor(rest / 128)) this.#buffer[at++] = (rest % 128) | 128;
    this.#buffer[at] = rest;
  }

  int64(value: bigint): void {
    if (value >= 0n && value <= 0xffff_ffffn) return this.varint(Number(value));
    const unsigned = BigInt.asUintN(64, value);
    if (BigInt.asIntN(64, unsigned) !== value) throw new ProtocolError(`${value} does not fit in 64 bits`);
    let size = 1;
    for (let rest = unsigned >> 7n; rest > 0n; rest >>= 7n) size++;
    let at = this.#reserve(size);
    let rest = unsigned;
    for (; rest > 127n; rest >>= 7n) this.#buffer[at++] = Number(rest & 127n) | 128;
    this.#buffer[at] = Number(rest);
  }

  bytes(value: Uint8Array): void {
    const at = this.#reserve(value.length);
    this.#buffer.set(value, at);
  }

  string(value: string): void {
    const size = Buffer.byteLength(value, "utf8");
    // Reserving may replace the buffer, so it has to happen first.
    const at = this.#reserve(size);
    this.#buffer.write(value, at, size, "utf8");
  }

  #reserve(size: number): number {
    if (size > this.#start) this.#grow(size);
    this.#start -= size;
    return this.#start;
  }

  #grow(size: number): void {
    const written = this.written;
    const larger = Buffer.allocUnsafeSlow(Math.max(this.#buffer.length * 2, written + size + 1024));
    this.#buffer.copy(larger, larger.length - written, this.#start);
    this.#start = larger.length - written;
    this.#buffer = larger;
  }
}
