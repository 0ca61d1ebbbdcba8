import { describe, expect, it, vi } from "vitest";
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

  const encode = (text: string, encoding: "base64" | "base64url"): string => Buffer.from(text).toString(encoding);

  it.each(
    ["", "a", "ab", "user:"].flatMap((before) =>
      ["", "z", "zz", ":host"].flatMap((after) => [
        { before, after, encoding: "base64" as const },
        { before, after, encoding: "base64url" as const },
      ]),
    ),
  )("is hidden in $encoding, between '$before' and '$after'", ({ before, after, encoding }) => {
    const text = "d\u00fcnlin?>~~canary/44";
    expect(new Secret(text).open()).toBe(text);
    const masked = maskSecrets(encode(before + text + after, encoding));
    expect(masked).toContain("[secret]");
    // Of the secret, no more than the first and the last character can be read.
    const left = masked.split("[secret]").map((part) => Buffer.from(part, encoding).toString("utf8"));
    expect(left.join("")).not.toMatch(/nlin|canary|\/4/);
  });

  it("is hidden percent-encoded in lower case", () => {
    expect(new Secret("kestrel/+44").open()).toBe("kestrel/+44");
    expect(maskSecrets("a=kestrel%2f%2b44")).toBe("a=[secret]");
  });

  it("is hidden whole where a shorter one is a part of it", () => {
    expect([new Secret("dunlin-44"), new Secret("Bearer dunlin-44")]).toHaveLength(2);
    expect(maskSecrets("Bearer dunlin-44, dunlin-44")).toBe("[secret], [secret]");
  });

  it("is hidden by every copy of the code in the process, also where that copy has masked before", async () => {
    vi.resetModules();
    const other = await import("./known-secrets.ts");
    expect(other.maskSecrets).not.toBe(maskSecrets);
    expect(other.maskSecrets("redshank-44")).toBe("redshank-44");
    expect(new Secret("redshank-44").open()).toBe("redshank-44");
    expect(other.maskSecrets("a redshank-44")).toBe("a [secret]");
  });

  it("is hidden beside thousands of the same length, also next to another", async () => {
    vi.resetModules();
    const other = await import("./known-secrets.ts");
    const names = Array.from({ length: 5_000 }, (_, index) => `whimbrel/${10_000 + index}`);
    for (const name of names) other.rememberSecret(name);
    expect(other.maskSecrets("a whimbrel/12345whimbrel/10000 and whimbrel/99999, whimbrel/1234")).toBe(
      "a [secret][secret] and whimbrel/99999, whimbrel/1234",
    );
    expect(other.maskSecrets("whimbrel/14999")).toBe("[secret]");
    expect(other.maskSecrets("whimbrel%2F14999")).toBe("[secret]");
  });

  it("is left if it is as short as a word", () => {
    expect(String(new Secret("knot"))).toBe("[secret]");
    expect(maskSecrets("a knot")).toBe("a knot");
  });
});
