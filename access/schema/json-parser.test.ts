import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Decimal } from "./decimal.ts";
import { JsonSyntaxError, parseJson } from "./json-parser.ts";

describe("parseJson", () => {
  it("agrees with JSON.parse if a double can hold the numbers", () => {
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

  it("reads a key named __proto__ like any other", () => {
    expect(Object.keys(parseJson('{"__proto__": 1}') as object)).toStrictEqual(["__proto__"]);
  });

  it.each(["", "{", "[1,]", '{"a" 1}', "01", "nul", '"\n"', "[1] 2", `${"[".repeat(600)}${"]".repeat(600)}`])(
    "fails for %.20j",
    (text) => {
      expect(() => parseJson(text)).toThrow("Invalid JSON at character");
    },
  );

  it.each([
    { name: "a bare word", given: '{"a": read}', want: 6 },
    { name: "a comma too many", given: "[1, 2,]", want: 6 },
    { name: "a missing comma", given: "[1 2]", want: 3 },
    { name: "a missing colon", given: '{"a" 1}', want: 5 },
    { name: "a single quote", given: "['a']", want: 1 },
    { name: "a text after the value", given: "[1] x", want: 4 },
    { name: "an early end", given: '[{"a": "b"', want: 10 },
    { name: "a text that does not end", given: '["a', want: 1 },
    { name: "an escape that JSON does not have", given: '["\\x"]', want: 1 },
    { name: "nothing", given: "", want: 0 },
  ])("says where it stopped: $name", ({ given, want }) => {
    expect(() => parseJson(given)).toThrow(new JsonSyntaxError(want));
    expect(() => parseJson(given)).toThrow(expect.objectContaining({ offset: want }));
  });
});
