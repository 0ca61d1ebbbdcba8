import type { Identified, Table } from "./store/store.ts";
import { uuidV7 } from "./random.ts";
import type { Surroundings } from "./vendor.ts";

/** The time and randomness that every vendor's instance has beside its tables. */
export interface BaseInstance {
  /** Milliseconds since 1970. */
  now(): number;
  /** Now, in RFC 3339. */
  timestamp(): string;
  /** A version 7 UUID. */
  newUuid(): string;
  randomBytes(size: number): Buffer;
}

// Under load many requests fall into one millisecond.
function createTimestamps(now: () => number): () => string {
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

export function createBaseInstance({ clock, randomBytes }: Omit<Surroundings, "store">): BaseInstance {
  return {
    now: () => clock.now(),
    timestamp: createTimestamps(() => clock.now()),
    newUuid: () => uuidV7(clock.now(), randomBytes),
    randomBytes,
  };
}

interface WithSettings<Row extends Identified> {
  readonly settings: Pick<Table<Row, never>, "get">;
}

/** The one row of the vendor's table `settings`. */
export async function readSettings<Row extends Identified>({ settings }: WithSettings<Row>): Promise<Row> {
  const row = await settings.get("settings");
  if (row === undefined) throw new Error("the instance was not set up");
  return row;
}
