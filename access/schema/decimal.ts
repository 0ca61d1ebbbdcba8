const pattern = /^([+-]?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;

interface Parts {
  readonly negative: boolean;
  /** Digits without leading or trailing zeros; empty for zero. */
  readonly digits: string;
  /** The value is 0.DIGITS × 10^exponent. */
  readonly exponent: bigint;
}

function parseParts(text: string): Parts | undefined {
  const match = pattern.exec(text);
  if (match === null) return undefined;
  const [, sign = "", whole = "", fraction = "", power = "0"] = match;
  const all = whole + fraction;
  const leading = /^0*/.exec(all)?.[0].length ?? 0;
  const digits = all.slice(leading).replace(/0+$/, "");
  if (digits === "") return { negative: false, digits, exponent: 0n };
  return { negative: sign === "-", digits, exponent: BigInt(power) + BigInt(whole.length - leading) };
}

/** A decimal number with all its digits. JavaScript numbers cannot hold some of them exactly, such as 0.1. */
export class Decimal {
  readonly text: string;
  readonly #parts: Parts;

  /** @throws RangeError if `text` is not a decimal number such as "1.5" or "-2e400". */
  constructor(text: string) {
    const parts = parseParts(text);
    if (parts === undefined) throw new RangeError(`"${text}" is not a decimal number`);
    this.text = text;
    this.#parts = parts;
  }

  equals(other: Decimal): boolean {
    return this.canonical() === other.canonical();
  }

  /** Returns the same text for all spellings of a number. */
  canonical(): string {
    const { negative, digits, exponent } = this.#parts;
    return digits === "" ? "0" : `${negative ? "-" : ""}0.${digits}e${exponent}`;
  }

  /** The number as a safe integer or a bigint. Undefined if it is not whole or has more than 4096 digits. */
  whole(): number | bigint | undefined {
    const { negative, digits, exponent } = this.#parts;
    if (exponent < BigInt(digits.length) || exponent > 4096n) return undefined;
    const value = BigInt((negative ? "-" : "") + digits.padEnd(Number(exponent), "0") || "0");
    const small = Number(value);
    return Number.isSafeInteger(small) ? small : value;
  }

  toString(): string {
    return this.text;
  }

  toJSON(): string {
    return this.text;
  }
}

/** Any number that Terraform can hold: a double that is exact, a whole number of any size, or decimal digits. */
export type Numeric = number | bigint | Decimal;

const fractionBits = 1074n;

function toExactDecimal(value: number): Decimal {
  if (Number.isInteger(value)) return new Decimal(BigInt(value).toString());
  let scaled = value;
  let bits = 0n;
  while (!Number.isInteger(scaled) && bits < fractionBits) {
    scaled *= 2;
    bits += 1n;
  }
  return new Decimal(`${BigInt(scaled) * 5n ** bits}e-${bits}`);
}

export function toDecimal(value: Numeric): Decimal {
  if (value instanceof Decimal) return value;
  return typeof value === "bigint" ? new Decimal(value.toString()) : toExactDecimal(value);
}

export function isSameNumber(left: Numeric, right: Numeric): boolean {
  if (typeof left === typeof right && !(left instanceof Decimal)) return left === right;
  if (typeof left === "number" && !Number.isFinite(left)) return false;
  if (typeof right === "number" && !Number.isFinite(right)) return false;
  return toDecimal(left).equals(toDecimal(right));
}
