import type { z } from "zod";
import type { Surroundings } from "../vendor.ts";
import { newId, newSecret } from "./ids.ts";
import { type InkitTables, openTables, switches } from "./tables.ts";

/** One organization: its tables, its time and its randomness. */
export interface Instance extends InkitTables {
  /** Milliseconds since 1970. */
  now(): number;
  timestamp(): string;
  newId(prefix: "role" | "sa" | "user"): string;
  newSecret(): string;
}

export function openInstance({ store, clock, randomBytes }: Surroundings): Instance {
  return {
    ...openTables(store),
    now: () => clock.now(),
    timestamp: () => new Date(clock.now()).toISOString(),
    newId: (prefix) => newId(prefix, randomBytes),
    newSecret: () => newSecret(randomBytes),
  };
}

export async function switchesOf({ settings }: Instance): Promise<z.output<typeof switches>> {
  return (await settings.get("settings"))?.switches ?? switches.parse({});
}
