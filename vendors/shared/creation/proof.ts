import type { Named, NamedKind } from "./named-kind.ts";

/** What is known from before a request. */
export interface Evidence {
  /** The ids of all rows right before the request; undefined if they could not be listed. */
  readonly before: ReadonlySet<string> | undefined;
  /** The earliest time of the request by the vendor's clock, in milliseconds; undefined if that clock is unknown. */
  readonly since: number | undefined;
}

// Some vendors show whole seconds, and the clocks of one vendor's machines differ a little.
const tolerance = 1_000;

function isCreatedSince<Row extends Named>(
  row: Row,
  { readCreation }: NamedKind<Row>,
  since: number | undefined,
): boolean {
  if (readCreation === undefined) return true;
  const created = Date.parse(readCreation(row) ?? "");
  return since !== undefined && created + tolerance >= since;
}

/** Whether a row with the name of a request whose response was lost is what that request created. */
export async function isProved<Row extends Named>(
  row: Row,
  { before, since }: Evidence,
  { kind, matches }: { readonly kind: NamedKind<Row>; matches(row: Row): boolean | Promise<boolean> },
): Promise<boolean> {
  return before?.has(row.id) === false && isCreatedSince(row, kind, since) && matches(row);
}
