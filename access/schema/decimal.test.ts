import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Decimal, isSameNumber } from "./decimal.ts";

describe("Decimal", () => {
  it.each([
    { name: "trailing zeros", left: "1.50", right: "1.5" },
    { name: "exponents", left: "15e-1", right: "1.5" },
    { name: "zero in every spelling", left: "-0.000", right: "0" },
    { name: "leading zeros", left: "007", right: "7" },
    {
      name: "numbers that no double holds",
      left: "123456789012345678901234567890.10",
      right: "123456789012345678901234567890.1",
    },
  ])("is equal across $name", ({ left, right }) => {
    expect(new Decimal(left).equals(new Decimal(right))).toBe(true);
  });

  it("distinguishes numbers that a double cannot", () => {
    expect(new Decimal("0.30000000000000001").equals(new Decimal("0.3"))).toBe(false);
    expect(isSameNumber(9007199254740993n, 9007199254740992)).toBe(false);
  });

  it("compares a double by its exact digits", () => {
    expect(isSameNumber(0.5, new Decimal("0.5"))).toBe(true);
    expect(isSameNumber(0.1, new Decimal("0.1"))).toBe(false);
    expect(isSameNumber(0.1, new Decimal("0.1000000000000000055511151231257827021181583404541015625"))).toBe(true);
  });

  it("returns whole numbers in any spelling as integers", () => {
    expect(new Decimal("12e2").whole()).toBe(1200);
    expect(new Decimal("9007199254740993").whole()).toBe(9007199254740993n);
    expect(new Decimal("1.5").whole()).toBeUndefined();
    expect(new Decimal("0").whole()).toBe(0);
  });

  it.each(["", ".", "1.2.3", "0x10", "NaN", "1e", " 1"])("fails for %j", (text) => {
    expect(() => new Decimal(text)).toThrow("is not a decimal number");
  });

  it("is equal to itself for every double", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(isSameNumber(value, value)).toBe(true);
        expect(isSameNumber(value, value + 1)).toBe(value === value + 1);
      }),
    );
  });
});
