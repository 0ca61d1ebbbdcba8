import { AccessError } from "#access/model/errors.ts";
import type { Context } from "#access/model/vendors/adapter.ts";
import { listTexts } from "./list-texts.ts";

export interface Sought {
  /** Such as `role`. */
  readonly noun: string;
  /** The attribute that is compared. */
  readonly attribute: string;
  readonly value: string;
  /** Whether the error lists the existing names. Must be false for addresses of people. @default true */
  readonly listsOthers?: boolean;
  /** A sentence after the list: ` Bots are not among them.` @default none */
  readonly remark?: string;
}

function createNoneError(
  title: string,
  { noun, attribute, value, ...sought }: Sought,
  others: readonly string[],
): AccessError {
  const { listsOthers = true, remark = "" } = sought;
  const shown = listsOthers ? ` It has: ${others.length === 0 ? "none" : listTexts(others)}.` : "";
  const count = listsOthers ? "" : ` among the ${others.length} that it lists`;
  const message = `${title} has no ${noun} "${value}"${count}.${shown}${remark}`;
  return new AccessError("not_found", message, { path: [attribute] });
}

interface Candidates<Row> {
  readonly rows: readonly Row[];
  nameOf(row: Row): string;
}

/**
 * Picks the only row with the name.
 * @throws AccessError if several rows have it, since a wrong guess would grant access to the wrong one
 */
export function pickOnly<Row extends { readonly id: string }>(
  { facts: { title } }: Context<unknown>,
  { rows, nameOf }: Candidates<Row>,
  sought: Sought,
): Row {
  // Terraform normalizes every text, so a name that the vendor holds in another Unicode form is the same to users.
  const wanted = sought.value.normalize("NFC");
  const [row, ...others] = rows.filter((one) => nameOf(one).normalize("NFC") === wanted);
  if (row === undefined) throw createNoneError(title, sought, [...new Set(rows.map(nameOf))]);
  if (others.length === 0) return row;
  const { noun, attribute, value } = sought;
  const ids = listTexts([row, ...others].map(({ id }) => id));
  const message = `${title} has ${others.length + 1} ${noun}s called "${value}": ${ids}.`;
  const advice = `Rename one of them in ${title}, or use the id itself in place of this data source.`;
  throw new AccessError("invalid_value", message, { path: [attribute], advice });
}

/** Like `pickOnly`, for rows with a `name`. */
export function pickNamed<Row extends { readonly id: string; readonly name: string }>(
  context: Context<unknown>,
  rows: readonly Row[],
  { noun, name }: { readonly noun: string; readonly name: string },
): Row {
  return pickOnly(context, { rows, nameOf: (row) => row.name }, { noun, attribute: "name", value: name });
}

interface NameLookup<Listed, Row> {
  readonly noun: string;
  readonly name: string;
  list(): Promise<readonly Listed[]>;
  /** Reads the complete row, of which a list shows only a part. */
  find(id: string): Promise<Row | undefined>;
}

/** Finds the complete row with the name. @throws AccessError if no row or several rows have it */
export async function findByName<Listed extends { readonly id: string; readonly name: string }, Row>(
  context: Context<unknown>,
  { noun, name, list, find }: NameLookup<Listed, Row>,
): Promise<Row> {
  const rows = await list();
  const { id } = pickNamed(context, rows, { noun, name });
  const row = await find(id);
  if (row !== undefined) return row;
  const others = rows.filter((one) => one.id !== id).map((one) => one.name);
  throw createNoneError(context.facts.title, { noun, attribute: "name", value: name }, others);
}
