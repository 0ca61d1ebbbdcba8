import { Http2Error } from "./http2-error.ts";
import { decodeHuffman } from "./huffman.ts";

/** Reads the integers and strings that a header block consists of: RFC 7541, section 5. */
export class HpackReader {
  readonly #block: Buffer;
  #at = 0;

  constructor(block: Buffer) {
    this.#block = block;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#block.length;
  }

  peek(): number {
    return this.#block[this.#at] ?? 0;
  }

  /** Reads an integer that begins in the last `bits` bits of a byte. */
  readInteger(bits: number): number {
    const most = (1 << bits) - 1;
    let value = this.#readByte() & most;
    if (value < most) return value;
    // four more bytes are enough for every length and index that we accept
    for (let shift = 0; shift <= 21; shift += 7) {
      const byte = this.#readByte();
      value += (byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
    throw new Http2Error("COMPRESSION_ERROR", "a header block has an integer that is too large");
  }

  readString(): string {
    const isCoded = this.peek() >= 0x80;
    const length = this.readInteger(7);
    const end = this.#at + length;
    if (end > this.#block.length) throw new Http2Error("COMPRESSION_ERROR", "a header block ends within a string");
    const bytes = this.#block.subarray(this.#at, end);
    this.#at = end;
    return (isCoded ? decodeHuffman(bytes) : bytes).toString("latin1");
  }

  #readByte(): number {
    const byte = this.#block[this.#at++];
    if (byte === undefined) throw new Http2Error("COMPRESSION_ERROR", "a header block ends within an integer");
    return byte;
  }
}
