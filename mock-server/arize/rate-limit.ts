import { tooMany } from "./errors.ts";

const minute = 60_000;

/** How often each caller asked in the current minute. Not a part of the world: snapshots do not hold it. */
export interface RateWindows {
  /** Throws 429 once `limit` requests of this minute were let through. */
  pass(caller: string, limit: number, now: number): void;
}

export function createRateWindows(): RateWindows {
  const windows = new Map<string, { readonly start: number; count: number }>();
  return {
    pass(caller, limit, now) {
      const start = now - (now % minute);
      const present = windows.get(caller);
      const window = present?.start === start ? present : { start, count: 0 };
      windows.set(caller, window);
      if (window.count >= limit) throw tooMany(Math.max(1, Math.ceil((start + minute - now) / 1_000)));
      window.count += 1;
    },
  };
}
