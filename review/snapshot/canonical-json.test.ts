import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { digestOf, TooDeepError, writeCanonical } from "./canonical-json.ts";

/** The same document with the members of each object in another order. */
function reorder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reorder);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).toReversed();
  return Object.fromEntries(entries.map(([name, inner]) => [name, reorder(inner)]));
}

describe("the canonical form", () => {
  it("is that of RFC 8785", () => {
    const sorted = writeCanonical({
      "\u20ac": "Euro",
      "\r": 1,
      "\u00f6": [1e21, 0.5, -0, null, true],
      1: "</script>\u001f",
    });
    expect(sorted).toBe('{"\\r":1,"1":"</script>\\u001f","ö":[1e+21,0.5,0,null,true],"€":"Euro"}');
  });

  it("is the same for equal documents, and reads back as the document", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (given) => {
        const document: unknown = JSON.parse(JSON.stringify(given));
        expect(writeCanonical(reorder(document))).toBe(writeCanonical(document));
        expect(JSON.parse(writeCanonical(document))).toEqual(document);
        expect(digestOf(document)).toMatch(/^sha256:[0-9a-f]{64}$/);
      }),
    );
  });

  it("fails for what nests without an end", () => {
    const nested: unknown = JSON.parse(`${"[".repeat(1000)}${"]".repeat(1000)}`);
    expect(() => digestOf(nested)).toThrow(TooDeepError);
  });
});
