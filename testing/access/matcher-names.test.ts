import { expect, it } from "vitest";
import { matchers } from "../index.ts";

// `expect.extend` replaces a matcher of the same name in silence, and its type then contradicts that of the test runner.
it.each(Object.keys(matchers))("vitest has no %s of its own", (name) => {
  expect(name in expect(0)).toBe(false);
  expect("toSatisfy" in expect(0)).toBe(true);
});
