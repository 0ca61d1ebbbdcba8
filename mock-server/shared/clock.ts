const unitMilliseconds: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

const durationPattern = /^(-?)((?:\d+(?:\.\d+)?(?:ms|s|m|h|d))+)$/;
const partPattern = /(\d+(?:\.\d+)?)(ms|s|m|h|d)/g;

/** Go's form with days (`90d`, `1h30m`, `-5s`) in milliseconds; `undefined` for anything else. */
export function parseDuration(text: string): number | undefined {
  const [, sign, parts] = durationPattern.exec(text) ?? [];
  if (parts === undefined) return undefined;
  let total = 0;
  for (const [, amount = "0", unit = "ms"] of parts.matchAll(partPattern)) {
    total += Number(amount) * (unitMilliseconds[unit] ?? 0);
  }
  return sign === "-" ? -total : total;
}

// What a four-digit year can say, on both sides of it.
const earliest = Date.parse("0001-01-01T00:00:00Z");
const latest = Date.parse("9999-12-31T23:59:59.999Z");

/** The mock's time, in milliseconds since 1970. It runs at the system's pace from wherever it was put. */
export interface Clock {
  now(): number;
  /** False, and no change, beyond the years 1 to 9999. */
  set(instant: number): boolean;
  /** As `set`, from now. */
  advance(milliseconds: number): boolean;
  /** Back to the system's time. */
  reset(): void;
}

export function createClock(system: () => number): Clock {
  let offset = 0;
  const set = (instant: number): boolean => {
    if (!(instant >= earliest && instant <= latest)) return false;
    offset = instant - system();
    return true;
  };
  return {
    now: () => system() + offset,
    set,
    advance: (milliseconds) => set(system() + offset + milliseconds),
    reset: () => {
      offset = 0;
    },
  };
}
