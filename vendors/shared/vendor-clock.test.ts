import { describe, expect, it } from "vitest";
import { VendorClock } from "./vendor-clock.ts";

function createClock(...notes: readonly (readonly [date: string | undefined, sentAt: number, receivedAt: number])[]) {
  const clock = new VendorClock();
  for (const [date, sentAt, receivedAt] of notes) clock.note(date, { sentAt, receivedAt });
  return clock;
}

const at = (seconds: number): string => new Date(seconds * 1000).toUTCString();
const earliest = (clock: VendorClock): number | undefined => clock.computeEarliest(new Date(0));

describe("the vendor's clock", () => {
  it.each([
    { name: "is unknown without an answer", clock: createClock(), want: undefined },
    { name: "is unknown after an unreadable header", clock: createClock(["soon", 0, 0]), want: undefined },
    { name: "is unknown after an answer without the header", clock: createClock([undefined, 0, 0]), want: undefined },
    { name: "is at least what an answer said when it came", clock: createClock([at(900), 0, 200]), want: 899_800 },
    {
      name: "is known better after several answers",
      clock: createClock([at(900), 0, 200], [at(901), 250, 300], [at(901), 900, 950]),
      want: 900_700,
    },
    { name: "is learnt again after it was set", clock: createClock([at(900), 0, 10], [at(20), 20, 30]), want: 19_970 },
  ])("$name", ({ clock, want }) => {
    expect(earliest(clock)).toBe(want);
  });
});
