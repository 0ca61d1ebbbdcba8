import type { IdType } from "#vendors/arize/facts/data/limits.ts";
import { type BaseInstance, createBaseInstance, readSettings } from "../shared/instance.ts";
import type { RowOf } from "../shared/store/define-table.ts";
import type { Surroundings } from "../shared/vendor.ts";
import { makeId } from "./ids.ts";
import { type RateWindows, createRateWindows } from "./rate-limit.ts";

/** The tables of the account: the file of each noun adds its own. */
export interface Tables {}

/** A row of one of them. */
export type Row<Name extends keyof Tables> = RowOf<Tables[Name]>;

/** One Arize account: its tables, its time and its randomness. */
export interface Instance extends Tables, BaseInstance {
  readonly windows: RateWindows;
  newId(type: IdType): Promise<string>;
  newSecret(): string;
}

export function openInstance(tables: Tables, surroundings: Surroundings): Instance {
  const { randomBytes } = surroundings;
  const base = createBaseInstance(surroundings);
  return {
    ...tables,
    ...base,
    windows: createRateWindows(),
    async newId(type) {
      const { nextNumber } = await readSettings(tables);
      await tables.settings.patch("settings", { nextNumber: nextNumber + 1 });
      return makeId(type, nextNumber, randomBytes);
    },
    // The vendor's pages say of a key only that it begins so (vendors/arize/NOTES.md).
    newSecret: () => `ak-${base.newUuid()}-${randomBytes(24).toString("base64url")}`,
  };
}
