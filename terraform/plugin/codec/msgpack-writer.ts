import { Decimal, type Numeric } from "#access/schema/decimal.ts";

const initialSize = 512;
const minInt64 = -(2n ** 63n);
const maxUint64 = 2n ** 64n - 1n;

/** Writes MessagePack (github.com/msgpack/msgpack/blob/master/spec.md) into one growing buffer. */
export class MsgpackWriter {
  #buffer = Buffer.allocUnsafe(initialSize);
  #length = 0;

  #reserve(size: number): number {
    const start = this.#length;
    this.#length += size;
    if (this.#length > this.#buffer.length) {
      const grown = Buffer.allocUnsafe(Math.max(this.#buffer.length * 2, this.#length));
      this.#buffer.copy(grown, 0, 0, start);
      this.#buffer = grown;
    }
    return start;
  }

  #writeByte(value: number): void {
    const at = this.#reserve(1);
    this.#buffer[at] = value;
  }

  #writeHead(code: number, size: 1 | 2 | 4, value: number): void {
    const at = this.#reserve(1 + size);
    this.#buffer[at] = code;
    this.#buffer.writeUIntBE(value, at + 1, size);
  }

  /** Terraform reads any extension with code 0 as an unrefined unknown value. */
  writeUnknown(): void {
    this.#writeByte(0xd4);
    this.#writeByte(0);
    this.#writeByte(0);
  }

  writeNil(): void {
    this.#writeByte(0xc0);
  }

  writeBool(value: boolean): void {
    this.#writeByte(value ? 0xc3 : 0xc2);
  }

  writeText(value: string): void {
    const normal = value.normalize("NFC");
    const size = Buffer.byteLength(normal);
    if (size < 32) this.#writeByte(0xa0 | size);
    else if (size < 0x100) this.#writeHead(0xd9, 1, size);
    else if (size < 0x10000) this.#writeHead(0xda, 2, size);
    else this.#writeHead(0xdb, 4, size);
    const at = this.#reserve(size);
    this.#buffer.write(normal, at, "utf8");
  }

  writeBytes(value: Uint8Array): void {
    if (value.length < 0x100) this.#writeHead(0xc4, 1, value.length);
    else if (value.length < 0x10000) this.#writeHead(0xc5, 2, value.length);
    else this.#writeHead(0xc6, 4, value.length);
    const at = this.#reserve(value.length);
    this.#buffer.set(value, at);
  }

  writeArrayHead(size: number): void {
    if (size < 16) this.#writeByte(0x90 | size);
    else if (size < 0x10000) this.#writeHead(0xdc, 2, size);
    else this.#writeHead(0xdd, 4, size);
  }

  writeMapHead(size: number): void {
    if (size < 16) this.#writeByte(0x80 | size);
    else if (size < 0x10000) this.#writeHead(0xde, 2, size);
    else this.#writeHead(0xdf, 4, size);
  }

  writeNumber(value: Numeric): void {
    if (value instanceof Decimal) this.writeText(value.text);
    else if (typeof value === "bigint") this.#writeBigint(value);
    else if (Number.isSafeInteger(value) && !Object.is(value, -0)) this.#writeInteger(value);
    else {
      const at = this.#reserve(9);
      this.#buffer[at] = 0xcb;
      this.#buffer.writeDoubleBE(value, at + 1);
    }
  }

  #writeInteger(value: number): void {
    if (value >= 0 && value < 0x80) this.#writeByte(value);
    else if (value >= -32 && value < 0) this.#writeByte(0x100 + value);
    else this.#writeBigint(BigInt(value));
  }

  #writeBigint(value: bigint): void {
    if (value < minInt64 || value > maxUint64) return this.writeText(value.toString());
    const at = this.#reserve(9);
    this.#buffer[at] = value < 0n ? 0xd3 : 0xcf;
    if (value < 0n) this.#buffer.writeBigInt64BE(value, at + 1);
    else this.#buffer.writeBigUInt64BE(value, at + 1);
  }

  finish(): Uint8Array {
    return this.#buffer.subarray(0, this.#length);
  }
}
