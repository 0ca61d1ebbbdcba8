import { expect, test } from "vitest";
import { expiryAfter } from "./expiry.ts";

test.each([
  { name: "on the first day of a quarter", given: "2026-10-01T00:00:00Z", want: "2027-04-01T00:00:00.000Z" },
  { name: "on its last", given: "2026-12-31T23:59:59Z", want: "2027-04-01T00:00:00.000Z" },
  { name: "in spring", given: "2027-05-17T12:00:00Z", want: "2027-10-01T00:00:00.000Z" },
])("is the first day of the quarter after the next, $name", ({ given, want }) => {
  expect(expiryAfter(new Date(given)).toISOString()).toBe(want);
});
