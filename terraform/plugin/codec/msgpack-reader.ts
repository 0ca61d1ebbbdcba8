import type { Numeric } from "#access/schema/decimal.ts";
import { ProtocolError } from "../protocol-error.ts";
import { parseNumber, toNumber } from "./numbers.ts";

const fixedExtensions = new Map([
  [0xd4, 1],
  [0xd5, 2],
  [0xd6, 4],
  [0xd7, 8],
  [0xd8, 16],
]);

/** Reads MessagePack values in the order of a schema. */
export class MsgpackReader {
  readonly #buffer: Buffer;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  #take(size: number): number {
    const at = this.#at;
    if (at + size > this.#buffer.length) throw new ProtocolError("the msgpack value ends too early");
    this.#at += size;
    return at;
  }

  #peek(): number {
    const code = this.#buffer[this.#at];
    if (code === undefined) throw new ProtocolError("the msgpack value ends too early");
    return code;
  }

  #readSize(bytes: 1 | 2 | 4): number {
    return this.#buffer.readUIntBE(this.#take(bytes), bytes);
  }

  #refuse(wanted: string, code: number): ProtocolError {
    return new ProtocolError(`wanted ${wanted}, received msgpack code 0x${code.toString(16)}`);
  }

  get isAtEnd(): boolean {
    return this.#at === this.#buffer.length;
  }

  /** Consumes a nil, if one is next. */
  readNil(): boolean {
    if (this.#peek() !== 0xc0) return false;
    this.#at += 1;
    return true;
  }

  /** Consumes an unknown value, if one is next: whatever its extension code, refinements included, it is unknown. */
  readUnknown(): boolean {
    const code = this.#peek();
    const fixed = fixedExtensions.get(code);
    if (fixed !== undefined) {
      this.#take(2 + fixed);
      return true;
    }
    if (code < 0xc7 || code > 0xc9) return false;
    this.#at += 1;
    const size = this.#readSize(code === 0xc7 ? 1 : code === 0xc8 ? 2 : 4);
    this.#take(1 + size);
    return true;
  }

  readBool(): boolean {
    const code = this.#peek();
    if (code !== 0xc2 && code !== 0xc3) throw this.#refuse("a bool", code);
    this.#at += 1;
    return code === 0xc3;
  }

  readText(): string {
    const code = this.#peek();
    this.#at += 1;
    let size: number;
    if ((code & 0xe0) === 0xa0) size = code & 0x1f;
    else if (code >= 0xd9 && code <= 0xdb) size = this.#readSize(code === 0xd9 ? 1 : code === 0xda ? 2 : 4);
    else throw this.#refuse("a string", code);
    const at = this.#take(size);
    return this.#buffer.toString("utf8", at, at + size);
  }

  readBytes(): Buffer {
    const code = this.#peek();
    this.#at += 1;
    if (code < 0xc4 || code > 0xc6) throw this.#refuse("bytes", code);
    const size = this.#readSize(code === 0xc4 ? 1 : code === 0xc5 ? 2 : 4);
    const at = this.#take(size);
    return this.#buffer.subarray(at, at + size);
  }

  readArrayHead(): number {
    const code = this.#peek();
    this.#at += 1;
    if ((code & 0xf0) === 0x90) return code & 0x0f;
    if (code === 0xdc || code === 0xdd) return this.#readSize(code === 0xdc ? 2 : 4);
    throw this.#refuse("an array", code);
  }

  readMapHead(): number {
    const code = this.#peek();
    this.#at += 1;
    if ((code & 0xf0) === 0x80) return code & 0x0f;
    if (code === 0xde || code === 0xdf) return this.#readSize(code === 0xde ? 2 : 4);
    throw this.#refuse("a map", code);
  }

  /** Terraform sends numbers that do not fit a double as decimal text. */
  readNumber(): Numeric {
    const code = this.#peek();
    if ((code & 0xe0) === 0xa0 || (code >= 0xd9 && code <= 0xdb)) return parseNumber(this.readText());
    this.#at += 1;
    if (code < 0x80) return code;
    if (code >= 0xe0) return code - 0x100;
    switch (code) {
      case 0xca:
        return this.#buffer.readFloatBE(this.#take(4));
      case 0xcb:
        return this.#buffer.readDoubleBE(this.#take(8));
      case 0xcc:
        return this.#buffer.readUInt8(this.#take(1));
      case 0xcd:
        return this.#buffer.readUInt16BE(this.#take(2));
      case 0xce:
        return this.#buffer.readUInt32BE(this.#take(4));
      case 0xcf:
        return toNumber(this.#buffer.readBigUInt64BE(this.#take(8)));
      case 0xd0:
        return this.#buffer.readInt8(this.#take(1));
      case 0xd1:
        return this.#buffer.readInt16BE(this.#take(2));
      case 0xd2:
        return this.#buffer.readInt32BE(this.#take(4));
      case 0xd3:
        return toNumber(this.#buffer.readBigInt64BE(this.#take(8)));
      default:
        throw this.#refuse("a number", code);
    }
  }
}
