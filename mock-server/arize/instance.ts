import type { IdType } from "#vendors/arize/facts/data/limits.ts";
import { uuidV7 } from "../random.ts";
import type { Surroundings } from "../vendor.ts";
import { makeId } from "./ids.ts";
import { type RateWindows, openWindows } from "./rate.ts";
import { type ArizeTables, type SettingsRow, openTables } from "./tables.ts";

/** One Arize account: its tables, its time and its randomness. */
export interface Instance extends ArizeTables {
  readonly windows: RateWindows;
  /** Milliseconds since 1970. */
  now(): number;
  timestamp(): string;
  newId(type: IdType): Promise<string>;
  newSecret(): string;
}

export async function settingsOf({ settings }: Pick<Instance, "settings">): Promise<SettingsRow> {
  const row = await settings.get("settings");
  if (row === undefined) throw new Error("the account was not set up");
  return row;
}

export function openInstance({ store, clock, randomBytes }: Surroundings): Instance {
  const tables = openTables(store);
  return {
    ...tables,
    windows: openWindows(),
    now: () => clock.now(),
    timestamp: () => new Date(clock.now()).toISOString(),
    async newId(type) {
      const { nextNumber } = await settingsOf(tables);
      await tables.settings.patch("settings", { nextNumber: nextNumber + 1 });
      return makeId(type, nextNumber, randomBytes);
    },
    // The vendor says no more of a key than that it begins so (arize.md §1).
    newSecret: () => `ak-${uuidV7(clock.now(), randomBytes)}-${randomBytes(24).toString("base64url")}`,
  };
}
