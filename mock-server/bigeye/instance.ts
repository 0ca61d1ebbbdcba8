import { keyPrefix } from "#vendors/bigeye/facts/data/limits.ts";
import type { Identified, Table } from "../store.ts";
import type { Surroundings } from "../vendor.ts";
import { conflict } from "./errors.ts";
import { type BigeyeTables, type SettingsRow, openTables } from "./tables.ts";

/** One company's Bigeye: its tables, its time and its randomness. */
export interface Instance extends BigeyeTables {
  /** Unix seconds. */
  now(): number;
  newSecret(): string;
}

export function openInstance({ store, clock, randomBytes }: Surroundings): Instance {
  return {
    ...openTables(store),
    now: () => Math.floor(clock.now() / 1_000),
    newSecret: () => keyPrefix + randomBytes(32).toString("base64url"),
  };
}

export async function settingsOf({ settings }: Instance): Promise<SettingsRow> {
  const row = await settings.get("settings");
  if (row === undefined) throw new Error("the company was not set up");
  return row;
}

/**
 * An id for a row of this table: the wanted one where a seed names it. One sequence serves all nouns, so that an id that
 * is used for another noun's finds nothing.
 */
export async function newId(
  instance: Instance,
  table: Pick<Table<Identified, never>, "get">,
  wanted?: number,
): Promise<string> {
  const { nextId } = await settingsOf(instance);
  const id = wanted ?? nextId;
  if ((await table.get(String(id))) !== undefined) throw conflict(`the id ${id} is taken`);
  await instance.settings.patch("settings", { nextId: Math.max(nextId, id + 1) });
  return String(id);
}
