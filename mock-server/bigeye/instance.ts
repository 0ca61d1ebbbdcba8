import { keyPrefix } from "#vendors/bigeye/facts/data/limits.ts";
import { type BaseInstance, createBaseInstance, readSettings } from "../shared/instance.ts";
import type { RowOf } from "../shared/store/define-table.ts";
import type { Identified, Table } from "../shared/store/store.ts";
import type { Surroundings } from "../shared/vendor.ts";
import { conflict } from "./errors.ts";

/** The tables of the company: the file of each noun adds its own. */
export interface Tables {}

/** A row of one of them. */
export type Row<Name extends keyof Tables> = RowOf<Tables[Name]>;

/** One company's Bigeye: its tables, its time and its randomness. */
export interface Instance extends Tables, BaseInstance {
  /** Now in Unix seconds. */
  seconds(): number;
  newSecret(): string;
}

export function openInstance(tables: Tables, surroundings: Surroundings): Instance {
  const { clock, randomBytes } = surroundings;
  return {
    ...tables,
    ...createBaseInstance(surroundings),
    seconds: () => Math.floor(clock.now() / 1_000),
    newSecret: () => keyPrefix + randomBytes(32).toString("base64url"),
  };
}

/**
 * An id for a row of this table: the wanted one where a seed names it. One sequence serves all nouns, so that an id of one
 * noun finds nothing in another's table.
 */
export async function createId(
  instance: Instance,
  table: Pick<Table<Identified, never>, "get">,
  wanted?: number,
): Promise<string> {
  const { nextId } = await readSettings(instance);
  const id = wanted ?? nextId;
  if ((await table.get(String(id))) !== undefined) throw conflict(`the id ${id} is taken`);
  await instance.settings.patch("settings", { nextId: Math.max(nextId, id + 1) });
  return String(id);
}
