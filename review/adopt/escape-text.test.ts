import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quoteTypeScript } from "./escape-text.ts";
import { printBlock, quoteHcl } from "./hcl/print-hcl.ts";

const hostile = fc.oneof(
  fc.string({ unit: "binary" }),
  fc
    .array(fc.constantFrom("$", "%", "{", "}", '"', "\\", "`", "\n", "\u2028", "\u202E", "##[", "*/", "🦀", "\uD800"))
    .map((parts) => parts.join("")),
);

/** Reads a quoted text as HCL does. */
function readHcl(quoted: string): string {
  const body = quoted.slice(1, -1);
  const token = /\$\$\{|%%\{|\\u([0-9a-f]{4})|\\U([0-9a-f]{8})|\\(.)|[^]/giu;
  const escapes: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\" };
  return [...body.matchAll(token)]
    .map(([whole, short, long, letter]) => {
      if (whole === "$${" || whole === "%%{") return whole.slice(1);
      if (short !== undefined || long !== undefined)
        return String.fromCodePoint(Number.parseInt(short ?? long ?? "", 16));
      if (letter !== undefined) return escapes[letter] ?? "?";
      return whole;
    })
    .join("");
}

describe("a text from outside", () => {
  it("is one line of TypeScript that means exactly the text", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const quoted = quoteTypeScript(text);
        expect(JSON.parse(quoted)).toBe(text);
        expect(quoted).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|##\[/u);
      }),
    );
  });

  it("is one line of HCL that means exactly the text, and is no template", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const quoted = quoteHcl(text);
        expect(quoted).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|##\[/u);
        expect(quoted.replaceAll(/\$\$\{|%%\{/g, "")).not.toMatch(/[$%]\{/);
        expect(readHcl(quoted)).toBe(text.replaceAll(/\p{Cs}/gu, "\uFFFD"));
      }),
    );
  });

  it("is a key in a block if it is a word, and quoted otherwise", () => {
    const entries = [
      ["ops", { kind: "word", word: "true" }],
      ["9 ${x}", { kind: "text", text: "a" }],
    ] as const;
    const block = printBlock({ head: "x", entries: [["of", { kind: "object", entries }]] });
    expect(block).toBe('x {\n  of = { ops = true, "9 $${x}" = "a" }\n}');
  });
});
