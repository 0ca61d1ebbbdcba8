import { expect, it } from "vitest";
import { readInstant } from "./instants.ts";

it("reads seconds as an instant and 0 as never", () => {
  expect([readInstant("1927519200"), readInstant("0")]).toEqual(["2031-01-30T06:00:00Z", null]);
});
