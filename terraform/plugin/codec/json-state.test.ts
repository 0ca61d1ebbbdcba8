import { describe, expect, it } from "vitest";
import { Decimal } from "#access/schema/decimal.ts";
import { Dynamic, type WireType } from "#access/schema/wire-type.ts";
import { parseJson } from "#access/schema/json-parser.ts";
import { fromJson } from "./json-state.ts";

describe("fromJson", () => {
  const type: WireType = ["object", { name: "string", count: "number", any: "dynamic", tags: ["set", "string"] }];

  it("drops attributes that the type lacks, and sets missing ones to null", () => {
    expect(fromJson(type, parseJson('{"name": "x", "gone": 1}'))).toStrictEqual({
      name: "x",
      count: null,
      any: null,
      tags: null,
    });
  });

  it("reads a dynamic value in the form of a state", () => {
    const stored = parseJson('{"any": {"type": ["list", "number"], "value": [0.10, 2]}}');
    expect(fromJson(type, stored)).toMatchObject({ any: new Dynamic(["list", "number"], [new Decimal("0.10"), 2]) });
  });

  it.each([
    { name: "a number for a string", stored: '{"name": 1}' },
    { name: "an object for a set", stored: '{"tags": {}}' },
    { name: "an untyped dynamic", stored: '{"any": "x"}' },
  ])("fails for $name", ({ stored }) => {
    expect(() => fromJson(type, parseJson(stored))).toThrow("wanted");
  });
});
