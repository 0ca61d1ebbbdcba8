import { describe, expect, it } from "vitest";
import { fitsPattern, parseTraversal, splitAddress } from "./traversal.ts";

describe("a traversal", () => {
  it.each([
    { text: 'module.bots["x.y"].role_id', want: ["module", "bots", "[x.y]", "role_id"] },
    { text: "access_role.r[0].id", want: ["access_role", "r", "[0]", "id"] },
    { text: "access_role.r.0.id", want: ["access_role", "r", "[0]", "id"] },
    { text: 'access_role.r["a\\"b"]', want: ["access_role", "r", '[a"b]'] },
  ])("is read step by step: $text", ({ text, want }) => {
    const steps = parseTraversal(text) ?? [];
    expect(steps.map(({ name, isIndex }) => (isIndex ? `[${name}]` : name))).toEqual(want);
  });

  it.each(["access_role.r[*].id", "access_role.r[each.key]", "a..b", ".a", '["a"].b', "a b", "a.", "a[", 'r["\\x00"]'])(
    "is none: %s",
    (text) => {
      expect(parseTraversal(text)).toBeUndefined();
    },
  );

  it("has no end of steps", () => {
    expect(parseTraversal("a".concat(".b".repeat(1_000_000)))).toBeUndefined();
  });
});

describe("an address", () => {
  it.each([
    { address: 'access_role.r["a"]', pattern: "access_role.r", want: true },
    { address: 'access_role.r["a"]', pattern: 'access_role.r["a"]', want: true },
    { address: 'access_role.r["b"]', pattern: 'access_role.r["a"]', want: false },
    { address: 'module.m["a.b"].access_role.r', pattern: "module.m.access_role.r", want: true },
    { address: "access_role.r", pattern: 'access_role.r["a"]', want: false },
    { address: "module.m.access_role.r", pattern: "access_role.r", want: false },
  ])("$address fits $pattern: $want", ({ address, pattern, want }) => {
    expect(fitsPattern(splitAddress(address) ?? [], splitAddress(pattern) ?? [])).toBe(want);
  });
});
