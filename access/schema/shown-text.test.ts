import { describe, expect, it } from "vitest";
import { cleanText, cutText, disarmLines, quoteLine, writeCleanJson } from "./shown-text.ts";

describe("text from outside", () => {
  it.each([
    { name: "ESC", text: "\u001b[2J", want: "\\u{1b}[2J" },
    { name: "BEL", text: "\u0007", want: "\\u{7}" },
    { name: "a carriage return", text: "a\rb", want: "a\\u{d}b" },
    { name: "C1 controls", text: "\u009b2J", want: "\\u{9b}2J" },
    { name: "reversed text", text: "\u202e\u2066", want: "\\u{202e}\\u{2066}" },
    { name: "zero width", text: "\u200b\ufeff\u2060", want: "\\u{200b}\\u{feff}\\u{2060}" },
    { name: "tag characters", text: "\u{e0041}", want: "\\u{e0041}" },
    { name: "line and paragraph separators", text: "\u2028\u2029", want: "\\u{2028}\\u{2029}" },
  ])("is written out: $name", ({ text, want }) => {
    expect(cleanText(text)).toBe(want);
  });

  it("keeps letters of all scripts, tabs and lines", () => {
    const text = "Ægir\tमल ザ 🐦\nnext";
    expect(cleanText(text.replace("\n", "\r\n"))).toBe(text);
  });

  it("is cut", () => {
    expect(cutText("abcdef", 4)).toBe("abcd… (2 more characters)");
    expect(cutText("abcd", 4)).toBe("abcd");
  });

  it("is one line inside a sentence", () => {
    expect(quoteLine(" a\n\n  b\u001b ", 20)).toBe("a b\\u{1b}");
  });

  it.each([
    { name: "a command", text: "::error::x", want: "\u200B::error::x" },
    { name: "a command after spaces, on the second line", text: "a\n \t::error::x", want: "a\n \t\u200B::error::x" },
    { name: "an older command", text: "##[error]x", want: "##\u200B[error]x" },
    { name: "an older command inside a line", text: "role a##[add-mask]b", want: "role a##\u200B[add-mask]b" },
    { name: "neither", text: "a ::b:: # [c]", want: "a ::b:: # [c]" },
  ])("is not obeyed by a build: $name", ({ text, want }) => {
    expect(disarmLines(text)).toBe(want);
    expect(disarmLines(want)).toBe(want);
  });

  it("is in JSON as it is, and no command there", () => {
    const value = { name: "a ##[add-mask]b", list: ["\u001b", '"##['] };
    const json = writeCleanJson(value);
    expect(json).not.toContain("##[");
    expect(JSON.parse(json)).toEqual({ ...value, list: ["\\u{1b}", '"##['] });
  });
});
