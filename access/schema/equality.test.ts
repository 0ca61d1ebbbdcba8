import { describe, expect, it } from "vitest";
import { Decimal } from "./decimal.ts";
import { hasSameMeaning } from "./equality.ts";
import { Secret } from "./secret.ts";
import { duration, dynamic, instant, map, number, object, set, text } from "./types.ts";
import { unknown } from "./unknown.ts";
import { Dynamic } from "./wire-type.ts";

const permission = object({ action: text.required("a"), selectors: set(text).optional("s") });

describe("means", () => {
  it.each([
    {
      name: "one moment in two offsets",
      type: instant,
      left: "2031-05-01T00:00:00Z",
      right: "2031-05-01T02:00:00+02:00",
    },
    {
      name: "one moment with idle zeros",
      type: instant,
      left: "2031-05-01T00:00:00Z",
      right: "2031-05-01T00:00:00.000Z",
    },
    { name: "one length in two units", type: duration, left: "36h", right: "1d12h" },
    { name: "a set in another order", type: set(text), left: ["x", "y"], right: ["y", "x", "x"] },
    { name: "a map in another order", type: map(text), left: { a: "1", b: "2" }, right: { b: "2", a: "1" } },
    { name: "a number in another spelling", type: number, left: 1.5, right: new Decimal("1.50") },
    { name: "null and undefined", type: text, left: null, right: undefined },
    { name: "two secrets of one text", type: text, left: new Secret("s"), right: new Secret("s") },
    {
      name: "nested sets",
      type: set(permission),
      left: [{ action: "read", selectors: ["b", "a"] }],
      right: [{ action: "read", selectors: ["a", "b"] }],
    },
  ])("holds for $name", ({ type, left, right }) => {
    expect(hasSameMeaning(type.type, left, right)).toBe(true);
  });

  it.each([
    { name: "another moment", type: instant, left: "2031-05-01T00:00:00Z", right: "2031-05-01T00:00:01Z" },
    { name: "null and an empty text", type: text, left: null, right: "" },
    { name: "unknown and null", type: text, left: unknown, right: null },
    { name: "a missing element", type: set(text), left: ["x"], right: ["x", "y"] },
    {
      name: "a field that is null",
      type: set(permission),
      left: [{ action: "read", selectors: null }],
      right: [{ action: "read", selectors: [] }],
    },
    {
      name: "a dynamic of another type",
      type: dynamic,
      left: new Dynamic("string", "1"),
      right: new Dynamic("number", 1),
    },
    { name: "two secrets", type: text, left: new Secret("s"), right: new Secret("t") },
  ])("does not hold for $name", ({ type, left, right }) => {
    expect(hasSameMeaning(type.type, left, right)).toBe(false);
  });
});
