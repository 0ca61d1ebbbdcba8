import { describe, expect, it } from "vitest";
import { computeRetryDelay, isTransientStatus } from "./retry.ts";

const chance = { now: new Date("2031-04-01T00:00:00Z"), random: 1 };

function createAnswer(retryAfter?: string) {
  return { status: 429, headers: retryAfter === undefined ? {} : { "retry-after": retryAfter }, body: undefined };
}

describe("a transient status", () => {
  it.each([429, 502, 503, 504])("is %d", (status) => expect(isTransientStatus(status)).toBe(true));
  it.each([200, 400, 401, 403, 404, 409, 451, 500, 501])("is not %d", (status) =>
    expect(isTransientStatus(status)).toBe(false),
  );
});

describe("the delay before another attempt", () => {
  it.each([
    { name: "doubles", attempt: 0, given: undefined, want: 250 },
    { name: "keeps doubling", attempt: 3, given: undefined, want: 2_000 },
    { name: "has a maximum", attempt: 30, given: undefined, want: 20_000 },
    { name: "is what the vendor asks for, in seconds", attempt: 0, given: "7", want: 7_000 },
    { name: "is what the vendor asks for, as a date", attempt: 0, given: "Tue, 01 Apr 2031 00:00:05 GMT", want: 5_000 },
    { name: "is never negative", attempt: 0, given: "Mon, 31 Mar 2031 00:00:00 GMT", want: 0 },
    { name: "is undefined if the vendor asks for minutes", attempt: 0, given: "600", want: undefined },
    { name: "ignores an invalid header", attempt: 0, given: "soon", want: 250 },
  ])("$name", ({ attempt, given, want }) => {
    expect(computeRetryDelay(attempt, given === undefined ? undefined : createAnswer(given), chance)).toBe(want);
  });

  it("has jitter of at most half", () => {
    expect(computeRetryDelay(2, undefined, { ...chance, random: 0 })).toBe(500);
  });

  it("is what the vendor asks for, up to the wait that it documents", () => {
    const waits = ["60", "61"].map((given) =>
      computeRetryDelay(0, createAnswer(given), { ...chance, longestWait: 60_000 }),
    );
    expect(waits).toEqual([60_000, undefined]);
  });
});
