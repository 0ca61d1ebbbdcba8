/** Where ids and secrets come from; a test passes a predictable one. */
export type RandomBytes = (size: number) => Buffer;

const poolSize = 8_192;

/** The same bytes in the same order, fetched in large pieces: a call to the system for each id would dominate a request. */
export function poolRandomBytes(randomBytes: RandomBytes): RandomBytes {
  let pool: Buffer = Buffer.alloc(0);
  return (size) => {
    if (pool.length < size) pool = randomBytes(Math.max(size, poolSize));
    const bytes = pool.subarray(0, size);
    pool = pool.subarray(size);
    return bytes;
  };
}

/** A version 7 UUID in lower case: the time in milliseconds, then random bits. */
export function uuidV7(at: number, randomBytes: RandomBytes): string {
  const bytes = Buffer.allocUnsafe(16);
  bytes.writeUIntBE(Math.max(0, Math.floor(at)), 0, 6);
  randomBytes(10).copy(bytes, 6);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
