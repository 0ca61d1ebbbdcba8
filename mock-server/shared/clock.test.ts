import { describe, expect, it } from "vitest";
import { createClock, parseDuration } from "./clock.ts";

describe("parseDuration", () => {
  it.each([
    { given: "90d", want: 7_776_000_000 },
    { given: "1h30m", want: 5_400_000 },
    { given: "1.5s", want: 1_500 },
    { given: "-250ms", want: -250 },
  ])("reads $given", ({ given, want }) => {
    expect(parseDuration(given)).toBe(want);
  });

  it.each(["", "90", "d", "90 d", "1y", "--1s", "1h-30m"])("fails on %j", (given) => {
    expect(parseDuration(given)).toBeUndefined();
  });
});

describe("clock", () => {
  it("runs on from where it was put", () => {
    let system = 1_000;
    const clock = createClock(() => system);
    clock.set(50_000);
    system += 10;
    clock.advance(5);
    expect(clock.now()).toBe(50_015);
    clock.reset();
    expect(clock.now()).toBe(system);
  });
});
