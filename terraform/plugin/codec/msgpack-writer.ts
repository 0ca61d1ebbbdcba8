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

  #byte(value: number): void {
    const at = this.#reserve(1);
    this.#buffer[at] = value;
  }

  #head(code: number, size: 1 | 2 | 4, value: number): void {
    const at = this.#reserve(1 + size);
    this.#buffer[at] = code;
    this.#buffer.writeUIntBE(value, at + 1, size);
  }

  /** Terraform reads any extension with code 0 as an unrefined unknown value. */
  unknown(): void {
    this.#byte(0xd4);
    this.#byte(0);
    this.#byte(0);
  }

  nil(): void {
    this.#byte(0xc0);
  }

  bool(value: boolean): void {
    this.#byte(value ? 0xc3 : 0xc2);
  }

  text(value: string): void {
    const normal = value.normalize("NFC");
    const size = Buffer.byteLength(normal);
    if (size < 32) this.#byte(0xa0 | size);
    else if (size < 0x100) this.#head(0xd9, 1, size);
    else if (size < 0x10000) this.#head(0xda, 2, size);
    else this.#head(0xdb, 4, size);
    const at = this.#reserve(size);
    this.#buffer.write(normal, at, "utf8");
  }

  bytes(value: Uint8Array): void {
    if (value.length < 0x100) this.#head(0xc4, 1, value.length);
    else if (value.length < 0x10000) this.#head(0xc5, 2, value.length);
    else this.#head(0xc6, 4, value.length);
    const at = this.#reserve(value.length);
    this.#buffer.set(value, at);
  }

  arrayHead(size: number): void {
    if (size < 16) this.#byte(0x90 | size);
    else if (size < 0x10000) this.#head(0xdc, 2, size);
    else this.#head(0xdd, 4, size);
  }

  mapHead(size: number): void {
    if (size < 16) this.#byte(0x80 | size);
    else if (size < 0x10000) this.#head(0xde, 2, size);
    else this.#head(0xdf, 4, size);
  }

  number(value: Numeric): void {
    if (value instanceof Decimal) this.text(value.text);
    else if (typeof value === "bigint") this.#bigint(value);
    else if (Number.isSafeInteger(value) && !Object.is(value, -0)) this.#integer(value);
    else {
      const at = this.#reserve(9);
      this.#buffer[at] = 0xcb;
      this.#buffer.writeDoubleBE(value, at + 1);
    }
  }

  #integer(value: number): void {
    if (value >= 0 && value < 0x80) this.#byte(value);
    else if (value >= -32 && value < 0) this.#byte(0x100 + value);
    else this.#bigint(BigInt(value));
  }

  #bigint(value: bigint): void {
    if (value < minInt64 || value > maxUint64) return this.text(value.toString());
    const at = this.#reserve(9);
    this.#buffer[at] = value < 0n ? 0xd3 : 0xcf;
    if (value < 0n) this.#buffer.writeBigInt64BE(value, at + 1);
    else this.#buffer.writeBigUInt64BE(value, at + 1);
  }

  finish(): Uint8Array {
    return this.#buffer.subarray(0, this.#length);
  }
}
