import { AccessError } from "#access/model/errors.ts";

export interface Sought {
  /** Such as "role". */
  readonly noun: string;
  readonly attribute: string;
  readonly value: string;
}

/** The only one of those found: names may repeat on Inkit, and nobody can tell which one is meant. */
export function onlyOne<Row extends { readonly id: string }>(
  found: readonly Row[],
  { noun, attribute, value }: Sought,
  others: readonly string[],
): Row {
  const [row, ...further] = found;
  if (row !== undefined && further.length === 0) return row;
  if (row === undefined) {
    const message = `Inkit has no ${noun} "${value}". It has: ${[...new Set(others)].join(", ")}.`;
    throw new AccessError("not_found", message, { path: [attribute] });
  }
  const message = `Inkit has ${found.length} ${noun}s "${value}": ${found.map(({ id }) => id).join(", ")}.`;
  const advice = "Use the id of the one that is meant, or give it a name of its own.";
  throw new AccessError("invalid_value", message, { path: [attribute], advice });
}
