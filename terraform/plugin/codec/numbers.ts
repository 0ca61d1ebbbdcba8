import { Decimal, type Numeric } from "#access/schema/decimal.ts";
import { PluginFault } from "../fault.ts";

/** The number that a decimal text stands for: whole numbers as number or bigint, all others digit by digit. */
export function parseNumber(text: string): Numeric {
  if (text === "Infinity" || text === "inf" || text === "+Inf" || text === "Inf") return Number.POSITIVE_INFINITY;
  if (text === "-Infinity" || text === "-inf" || text === "-Inf") return Number.NEGATIVE_INFINITY;
  try {
    const decimal = new Decimal(text);
    return decimal.whole() ?? decimal;
  } catch (error) {
    throw new PluginFault(`"${text}" is no number`, [], { cause: error });
  }
}

/** A bigint from 64 bits as a JavaScript number where that loses nothing. */
export function shrink(value: bigint): number | bigint {
  const small = Number(value);
  return Number.isSafeInteger(small) ? small : value;
}
