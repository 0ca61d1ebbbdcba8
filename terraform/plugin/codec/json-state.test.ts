import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Decimal } from "#access/schema/decimal.ts";
import { Dynamic, type WireType } from "#access/schema/wire-type.ts";
import { parseJson } from "./json-parser.ts";
import { fromJson } from "./json-state.ts";

describe("parseJson", () => {
  it("agrees with JSON.parse on everything whose numbers a double holds as they are written", () => {
    // Fractions come back digit by digit and whole numbers beyond 2^53 as bigint: both are tested on their own.
    const isPlain = (text: string): boolean => !/\d\.\d|\de|\d{16}/.test(text);
    const texts = fc
      .jsonValue()
      .map((value) => JSON.stringify(value))
      .filter(isPlain);
    fc.assert(
      fc.property(texts, (text) => {
        expect(JSON.stringify(parseJson(text))).toBe(text);
      }),
    );
  });

  it("keeps the digits that JSON.parse loses", () => {
    expect(parseJson("[123456789012345678901234567890, 0.1, 9007199254740993, 1e3]")).toStrictEqual([
      123456789012345678901234567890n,
      new Decimal("0.1"),
      9007199254740993n,
      1000,
    ]);
  });

  it("reads a key named __proto__ as any other", () => {
    expect(Object.keys(parseJson('{"__proto__": 1}') as object)).toStrictEqual(["__proto__"]);
  });

  it.each(["", "{", "[1,]", '{"a" 1}', "01", "nul", '"\n"', "[1] 2", `${"[".repeat(600)}${"]".repeat(600)}`])(
    "fails for %.20j",
    (text) => {
      expect(() => parseJson(text)).toThrow("the JSON is broken");
    },
  );
});

describe("fromJson", () => {
  const type: WireType = ["object", { name: "string", count: "number", any: "dynamic", tags: ["set", "string"] }];

  it("drops what the type lacks and fills in null", () => {
    expect(fromJson(type, parseJson('{"name": "x", "gone": 1}'))).toStrictEqual({
      name: "x",
      count: null,
      any: null,
      tags: null,
    });
  });

  it("reads a dynamic value in the form that states have", () => {
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
