import { describe, expect, it } from "vitest";
import { maskSecrets } from "./known-secrets.ts";
import { Secret } from "./secret.ts";

describe("a known secret", () => {
  const shown = 'plover "and" 100% fern';
  const secret = new Secret(shown);

  it.each([
    { name: "as it is", text: `(${shown})`, want: "([secret])" },
    { name: "percent-encoded", text: encodeURIComponent(shown), want: "[secret]" },
    { name: "in JSON", text: JSON.stringify({ a: shown }), want: '{"a":"[secret]"}' },
    { name: "twice", text: shown + shown, want: "[secret][secret]" },
    { name: "not at all", text: "plover", want: "plover" },
  ])("is hidden $name", ({ text, want }) => {
    expect(maskSecrets(text)).toBe(want);
    expect(secret.open()).toBe(shown);
  });

  it("is hidden whole where a shorter one is a part of it", () => {
    expect([new Secret("dunlin-44"), new Secret("Bearer dunlin-44")]).toHaveLength(2);
    expect(maskSecrets("Bearer dunlin-44, dunlin-44")).toBe("[secret], [secret]");
  });

  it("is left if it is as short as a word", () => {
    expect(String(new Secret("knot"))).toBe("[secret]");
    expect(maskSecrets("a knot")).toBe("a knot");
  });
});
