/** Distinguished encoding rules of ASN.1 (X.690): as much of them as a certificate needs. */
export function encodeTlv(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([Uint8Array.of(tag, ...encodeLength(body.length)), body]);
}

export function encodeSequence(...parts: readonly Uint8Array[]): Buffer {
  return encodeTlv(0x30, ...parts);
}

export function encodeSet(...parts: readonly Uint8Array[]): Buffer {
  return encodeTlv(0x31, ...parts);
}

export function encodeOctets(content: Uint8Array): Buffer {
  return encodeTlv(0x04, content);
}

/** A bit string; `unused` of the last byte's bits do not count. */
export function encodeBits(content: Uint8Array, unused = 0): Buffer {
  return encodeTlv(0x03, Uint8Array.of(unused), content);
}

export function encodeUtf8(text: string): Buffer {
  return encodeTlv(0x0c, Buffer.from(text, "utf8"));
}

/** A positive integer of any size, most significant byte first. */
export function encodeUnsigned(bytes: Uint8Array): Buffer {
  let start = 0;
  while (start < bytes.length - 1 && bytes[start] === 0) start++;
  const trimmed = bytes.subarray(start);
  const isNegative = (trimmed[0] ?? 0) > 0x7f;
  return encodeTlv(0x02, isNegative ? Buffer.concat([Uint8Array.of(0), trimmed]) : trimmed);
}

/** "2.5.29.17". */
export function encodeObjectId(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  return encodeTlv(0x06, Uint8Array.from([first * 40 + second, ...rest].flatMap(encodeBase128)));
}

/** RFC 5280, 4.1.2.5: until 2049 a year has two digits (UTCTime), from 2050 on four (GeneralizedTime). */
export function encodeTime(date: Date): Buffer {
  const digits = date
    .toISOString()
    .replace(/\.\d+Z$/, "")
    .replaceAll(/[-:T]/g, "");
  const isShort = date.getUTCFullYear() >= 1950 && date.getUTCFullYear() < 2050;
  return encodeTlv(isShort ? 0x17 : 0x18, Buffer.from(`${isShort ? digits.slice(2) : digits}Z`, "latin1"));
}

function encodeLength(size: number): number[] {
  if (size < 128) return [size];
  const bytes: number[] = [];
  for (let rest = size; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return [0x80 | bytes.length, ...bytes];
}

function encodeBase128(value: number): number[] {
  const bytes = [value % 128];
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) bytes.unshift(128 | (rest % 128));
  return bytes;
}
