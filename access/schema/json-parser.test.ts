import fc from "fast-check";
import { expect, test } from "vitest";
import { jsonFaultOffset } from "./json-fault.ts";

test.each([
  { name: "a bare word", given: '{"a": read}', want: 6 },
  { name: "a comma too many", given: "[1, 2,]", want: 6 },
  { name: "a missing comma", given: "[1 2]", want: 3 },
  { name: "a missing colon", given: '{"a" 1}', want: 5 },
  { name: "a single quote", given: "['a']", want: 1 },
  { name: "a text after the value", given: "[1] x", want: 4 },
  { name: "an early end", given: '[{"a": "b"', want: 10 },
  { name: "a text that does not end", given: '["a', want: 1 },
  { name: "nothing", given: "", want: 0 },
])("stops at $name", ({ given, want }) => {
  expect(jsonFaultOffset(given)).toBe(want);
});

test("reads all JSON to its end", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(0, 2), (value, space) => {
      const source = JSON.stringify(value, null, space);
      expect(jsonFaultOffset(source)).toBe(source.length);
    }),
  );
});
