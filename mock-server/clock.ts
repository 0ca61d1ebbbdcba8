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

/** The mock's time, in milliseconds since 1970. It runs at the system's pace from wherever it was put. */
export interface Clock {
  now(): number;
  set(instant: number): void;
  advance(milliseconds: number): void;
  /** Back to the system's time. */
  reset(): void;
}

export function createClock(system: () => number): Clock {
  let offset = 0;
  return {
    now: () => system() + offset,
    set: (instant) => {
      offset = instant - system();
    },
    advance: (milliseconds) => {
      offset += milliseconds;
    },
    reset: () => {
      offset = 0;
    },
  };
}
