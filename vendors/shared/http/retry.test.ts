import { describe, expect, it } from "vitest";
import { delayBefore, mayPass } from "./retry.ts";

const chance = { now: new Date("2031-04-01T00:00:00Z"), random: 1 };

function answer(retryAfter?: string) {
  return { status: 429, headers: retryAfter === undefined ? {} : { "retry-after": retryAfter }, body: undefined };
}

describe("what may pass", () => {
  it.each([429, 502, 503, 504])("%d may", (status) => expect(mayPass(status)).toBe(true));
  it.each([200, 400, 401, 403, 404, 409, 451, 500, 501])("%d does not", (status) =>
    expect(mayPass(status)).toBe(false),
  );
});

describe("the wait before another attempt", () => {
  it.each([
    { name: "doubles", attempt: 0, given: undefined, want: 250 },
    { name: "doubles on", attempt: 3, given: undefined, want: 2_000 },
    { name: "ends growing", attempt: 30, given: undefined, want: 20_000 },
    { name: "is what the vendor asks for, in seconds", attempt: 0, given: "7", want: 7_000 },
    { name: "is what the vendor asks for, as a date", attempt: 0, given: "Tue, 01 Apr 2031 00:00:05 GMT", want: 5_000 },
    { name: "is never negative", attempt: 0, given: "Mon, 31 Mar 2031 00:00:00 GMT", want: 0 },
    { name: "is given up where the vendor asks for minutes", attempt: 0, given: "600", want: undefined },
    { name: "ignores a header that says nothing", attempt: 0, given: "soon", want: 250 },
  ])("$name", ({ attempt, given, want }) => {
    expect(delayBefore(attempt, given === undefined ? undefined : answer(given), chance)).toBe(want);
  });

  it("has jitter: never less than half", () => {
    expect(delayBefore(2, undefined, { ...chance, random: 0 })).toBe(500);
  });
});
