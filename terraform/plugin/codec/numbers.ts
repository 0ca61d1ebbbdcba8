import { Decimal, type Numeric } from "#access/schema/decimal.ts";
import { ProtocolError } from "../protocol-error.ts";

/** Parses decimal text: whole numbers become number or bigint, all others keep their digits in a `Decimal`. */
export function parseNumber(text: string): Numeric {
  if (text === "Infinity" || text === "inf" || text === "+Inf" || text === "Inf") return Number.POSITIVE_INFINITY;
  if (text === "-Infinity" || text === "-inf" || text === "-Inf") return Number.NEGATIVE_INFINITY;
  try {
    const decimal = new Decimal(text);
    return decimal.whole() ?? decimal;
  } catch (error) {
    throw new ProtocolError(`"${text}" is not a number`, [], { cause: error });
  }
}

/** A bigint as a JavaScript number, where that loses nothing. */
export function toNumber(value: bigint): number | bigint {
  const small = Number(value);
  return Number.isSafeInteger(small) ? small : value;
}
