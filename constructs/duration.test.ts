import { expect, test } from "vitest";
import { duration } from "#access/schema/formats.ts";
import { Duration } from "./duration.ts";

test.each([
  { name: "days", given: Duration.days(90), want: "90d" },
  { name: "hours", given: Duration.hours(36), want: "36h" },
  { name: "minutes", given: Duration.minutes(5), want: "5m" },
  { name: "no seconds", given: Duration.seconds(0), want: "0s" },
])("$name in the form that the provider takes", ({ given, want }) => {
  expect(String(given)).toBe(want);
  expect(duration.accepts(want)).toBe(true);
});

test.each([-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])("fails for %s days", (amount) => {
  expect(() => Duration.days(amount)).toThrow(`Invalid duration ${amount}d`);
});
