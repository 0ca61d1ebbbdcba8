import { Http2Error } from "./http2-error.ts";

// RFC 7541, appendix B: the number of bits of each symbol's code, in base 36, from byte 0 to the end of string. Codes of
// the same length are consecutive, in the order of their symbols, so the lengths determine the whole table.
const lengths =
  "dnsssssssoussussssssssusssssssss" +
  "6aacd68baa8b8666555666666678f6ca" +
  "d67777777777777777777777878djde6" +
  "f56565666577666567655677777fbeds" +
  "kmkkmmmnmnnnnnonoomnonnnnlmnmnno" +
  "mlkmmnnlnmmolmnnllmlnmnnkmmmnmmn" +
  "qqkjmnmpqqqrrqopjlqrrqrollqqsrrr" +
  "koklmllnmmppooqnqrqqrrrrrsrrrrrq" +
  "u";

const shortest = 5;
const longest = 30;
const endOfString = 256;

interface Codes {
  /** By length: the first code, how many there are, and where their symbols begin. */
  readonly first: readonly number[];
  readonly count: readonly number[];
  readonly start: readonly number[];
  readonly symbols: readonly number[];
}

let codes: Codes | undefined;

function buildCodes(): Codes {
  const byLength: number[][] = Array.from({ length: longest + 1 }, () => []);
  for (let symbol = 0; symbol <= endOfString; symbol++) {
    byLength[Number.parseInt(lengths.charAt(symbol), 36)]?.push(symbol);
  }
  const first: number[] = [];
  const count: number[] = [];
  const start: number[] = [];
  let code = 0;
  let symbols = 0;
  for (const [length, { length: size }] of byLength.entries()) {
    code <<= 1;
    first[length] = code;
    count[length] = size;
    start[length] = symbols;
    code += size;
    symbols += size;
  }
  return { first, count, start, symbols: byLength.flat() };
}

/** Decodes a Huffman-coded string. */
export function decodeHuffman(coded: Uint8Array): Buffer {
  codes ??= buildCodes();
  const { first, count, start, symbols } = codes;
  const decoded = Buffer.allocUnsafe(Math.floor((coded.length * 8) / shortest));
  let size = 0;
  let code = 0;
  let length = 0;
  for (const byte of coded) {
    for (let bit = 7; bit >= 0; bit--) {
      code = (code << 1) | ((byte >> bit) & 1);
      length++;
      const index = code - (first[length] ?? 0);
      if (index >= (count[length] ?? 0)) continue;
      const symbol = symbols[(start[length] ?? 0) + index] ?? endOfString;
      if (symbol === endOfString) throw new Http2Error("COMPRESSION_ERROR", "the end of a string is coded within it");
      decoded[size++] = symbol;
      code = 0;
      length = 0;
    }
  }
  // RFC 7541, section 5.2: at most seven bits of padding, all ones
  if (length > 7 || code !== (1 << length) - 1)
    throw new Http2Error("COMPRESSION_ERROR", "a string ends within a code");
  return decoded.subarray(0, size);
}
