import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isPatternTooLong, matchesPattern } from "./name-pattern.ts";

function matchByRegExp(name: string, pattern: string): boolean {
  const parts = pattern.split("*").map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join(".*")}$`, "s").test(name);
}

describe("a pattern", () => {
  it("means what a regular expression would", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "b", "-"), maxLength: 8 });
    const pattern = fc.string({ unit: fc.constantFrom("a", "b", "-", "*"), maxLength: 6 });
    fc.assert(
      fc.property(text, pattern, (name, one) => {
        expect(matchesPattern(name, one)).toBe(matchByRegExp(name, one));
      }),
      { numRuns: 2_000 },
    );
  });

  it("takes no time that grows with its stars", () => {
    expect(matchesPattern("a".repeat(10_000), `${"*a".repeat(500)}b`)).toBe(false);
  });
  it("takes stars beside each other as one, and refuses many", () => {
    expect(matchesPattern("abc", `a${"*".repeat(400)}c`)).toBe(true);
    expect(isPatternTooLong("*".repeat(400))).toBe(false);
    expect(isPatternTooLong("*a".repeat(10))).toBe(false);
    expect(isPatternTooLong("*a".repeat(11))).toBe(true);
  });
});
