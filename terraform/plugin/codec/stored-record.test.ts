import { describe, expect, it } from "vitest";
import { Decimal } from "#access/schema/decimal.ts";
import { dynamic, integer, map, number, set, text } from "#access/schema/types.ts";
import { Dynamic } from "#access/schema/wire-type.ts";
import { parseJson } from "#access/schema/json-parser.ts";
import { fromWire } from "./wire-record.ts";

describe("a stored record", () => {
  const attributes = {
    name: text.optional("n"),
    count: number.optional("c"),
    whole: integer.optional("w"),
    any: dynamic.optional("a"),
    tags: set(text).optional("t"),
    marks: map(text).optional("m"),
  };
  const nulls = { name: null, count: null, whole: null, any: null, tags: null, marks: null };
  const read = (stored: string) =>
    fromWire(attributes, parseJson(stored) as { readonly [name: string]: unknown }, "json");

  it("loses attributes that the noun lacks, and has null for missing ones", () => {
    expect(read('{"name": "x", "gone": 1}')).toStrictEqual({ ...nulls, name: "x" });
  });

  it("has a dynamic value in the form of a state", () => {
    const stored = '{"any": {"type": ["list", "number"], "value": [0.10, 2]}}';
    expect(read(stored)).toMatchObject({ any: new Dynamic(["list", "number"], [new Decimal("0.10"), 2]) });
  });

  it.each([
    { name: "a fraction", stored: '{"count": 0.10}', want: { count: new Decimal("0.10") } },
    {
      name: "more digits than a double has",
      stored: '{"count": 12345678901234567890}',
      want: { count: 12345678901234567890n },
    },
    {
      name: "a number in a text",
      stored: '{"count": "2.50", "whole": "7"}',
      want: { count: new Decimal("2.50"), whole: 7n },
    },
    { name: "a whole number", stored: '{"whole": 7}', want: { whole: 7n } },
    {
      name: "a fraction where a whole number belongs, for the engine to report",
      stored: '{"whole": 7.5}',
      want: { whole: new Decimal("7.5") },
    },
  ])("keeps $name", ({ stored, want }) => {
    expect(read(stored)).toStrictEqual({ ...nulls, ...want });
  });

  it.each([
    { name: "a number for a string", stored: '{"name": 1}', says: "`name` is a number; it must be text" },
    { name: "a fraction for a string", stored: '{"name": 0.5}', says: "`name` is a number; it must be text" },
    { name: "an object for a set", stored: '{"tags": {}}', says: "`tags` is an object; it must be a list" },
    {
      name: "a text that is no number",
      stored: '{"count": "1.2.3"}',
      says: "`count` is a string; it must be a number",
    },
    { name: "an element", stored: '{"marks": {"x.y": true}}', says: "`marks.x.y` is a boolean; it must be text" },
    { name: "an untyped dynamic", stored: '{"any": "x"}', says: "wanted a value with its type" },
  ])("fails for $name, and does not quote it", ({ stored, says }) => {
    expect(() => read(stored)).toThrow(says);
  });
});
