import { uuidV7 } from "../random.ts";
import type { Surroundings } from "../vendor.ts";
import { unknownFault } from "./errors.ts";
import type { SettingsRow } from "./organization-tables.ts";
import { type SignozTables, openTables } from "./tables.ts";

/** One SigNoz: its tables, its time and its randomness. */
export interface Instance extends SignozTables {
  /** Milliseconds since 1970. */
  now(): number;
  timestamp(): string;
  newId(): string;
  newSecret(): string;
  randomBytes(size: number): Buffer;
}

// Under load many requests fall into one millisecond.
function timestampsOf(now: () => number): () => string {
  let at = Number.NaN;
  let text = "";
  return () => {
    const current = now();
    if (current !== at) {
      at = current;
      text = new Date(current).toISOString();
    }
    return text;
  };
}

export function openInstance({ store, clock, randomBytes }: Surroundings): Instance {
  return {
    ...openTables(store),
    now: () => clock.now(),
    timestamp: timestampsOf(clock.now),
    newId: () => uuidV7(clock.now(), randomBytes),
    newSecret: () => randomBytes(32).toString("base64"),
    randomBytes,
  };
}

export async function settingsOf({ settings }: Instance): Promise<SettingsRow> {
  const row = await settings.get("settings");
  if (row === undefined) throw unknownFault("the instance was not set up");
  return row;
}
