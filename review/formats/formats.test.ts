import { describe, expect, it } from "vitest";
import { hostileNames, reportExamples, reportName } from "../testing/reports.ts";
import { listCommands } from "../testing/runner-commands.ts";
import { joinSections, toCode, toProse } from "./markdown-text.ts";
import { reviewFormats } from "./registry.gen.ts";

// eslint-disable-next-line no-control-regex
const unsafe = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/;

describe("a name from outside, in every form", () => {
  it.each(reviewFormats.flatMap((format) => hostileNames.map((name) => ({ format, name, form: format.name }))))(
    "$form: $name",
    ({ format, name }) => {
      const text = format.write(reportName(name), { version: "0.0.0" });
      expect(text).not.toMatch(unsafe);
      expect(listCommands(text).filter((command) => format.commands?.includes(command) !== true)).toEqual([]);
      expect(Buffer.from(text, "utf8").toString("utf8")).toBe(text);
    },
  );

  it.each(hostileNames)("is no markup in a code span: %s", (name) => {
    const code = toCode(name);
    const fence = /^`+/.exec(code)?.[0] ?? "";
    expect(fence.length).toBeGreaterThan(0);
    expect(code.endsWith(fence)).toBe(true);
    expect(code.slice(fence.length, -fence.length)).not.toContain(fence);
    expect(code).not.toMatch(/(?<!\\)\||\n/);
  });

  it.each(hostileNames)("is no markup in a sentence: %s", (name) => {
    expect(toProse(name)).not.toMatch(/[@<>[\]()`|*_]|https?:/);
  });
});

describe("every form", () => {
  it.each(reviewFormats)("$name: is the same each time, for each kind of finding", (format) => {
    const once = reportExamples();
    const again = reportExamples();
    const write = ([, report]: (typeof once)[number]) => format.write(report, { version: "0.0.0" });
    expect(once.map(write)).toEqual(again.map(write));
    expect(new Set(once.map(write)).size).toBeGreaterThan(10);
  });
});

describe("a comment that would be too long", () => {
  it("leaves out whole sections, the last ones first, and says which", () => {
    const section = (name: string, size: number) => ({ name, text: `${name}\n${"x".repeat(size)}\n` });
    const sections = [section("first", 300), section("second", 3_000), section("third", 300)];
    const text = joinSections([{ name: null, text: "head\n" }, ...sections], 2_000);
    expect(text).toContain("head");
    expect(text).toContain("third\nxxx");
    expect(text).not.toContain("second\nx");
    expect(text).toContain("Left out, because the comment would be too long: second.");
    expect(Buffer.byteLength(text)).toBeLessThan(2_000);
  });
});
