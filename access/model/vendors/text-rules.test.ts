import { describe, expect, it } from "vitest";
import { describeRule, describeWords, findTextFault, listTextRules, type TextRule } from "./text-rules.ts";

const lower: TextRule = { pattern: /^[a-z]+$/, says: "lower-case letters" };
const short: TextRule = { length: { min: 2, max: 5 } };
const even: TextRule = { accepts: (text) => text.length % 2 === 0, says: "an even number of letters" };

describe("a text", () => {
  it.each([
    { name: "that all rules accept", text: "tern", want: undefined },
    { name: "that breaks a pattern", text: "TERN", want: "it must be lower-case letters" },
    { name: "that is too long", text: "turnstone", want: "it must be 2 to 5 characters" },
    { name: "that is too short", text: "t", want: "it must be 2 to 5 characters" },
    { name: "that a function refuses", text: "rails", want: "it must be an even number of letters" },
    { name: "that breaks two rules, which names the first", text: "AVOCETS", want: "it must be lower-case letters" },
  ])("$name", ({ text, want }) => {
    expect(findTextFault(text, [lower, short, even])).toBe(want);
  });
});

describe("descriptions of accepted values", () => {
  it("omit a lower limit of zero", () => {
    expect(describeRule({ length: { min: 0, max: 9 } })).toBe("at most 9 characters");
  });

  it("list several words, and show a single one", () => {
    expect(describeWords(["knot", "dunlin"])).toBe("one of knot, dunlin");
    expect(describeWords(["knot"])).toBe("knot");
  });
});

describe("a text that a vendor keeps in its own way", () => {
  const seconds = listTextRules({ resolution: "second" });
  const milliseconds = listTextRules({ resolution: "millisecond" });
  const trimmed = listTextRules({ normalizes: "trim", accepts: short });
  it.each([
    { name: "whole seconds", rules: seconds, text: "2031-01-01T00:00:00Z", want: undefined },
    { name: "written-out zeros", rules: seconds, text: "2031-01-01T00:00:00.000Z", want: undefined },
    {
      name: "a part of a second",
      rules: seconds,
      text: "2031-01-01T00:00:00.0001Z",
      want: "an instant in whole seconds",
    },
    { name: "milliseconds", rules: milliseconds, text: "2031-01-01T00:00:00.123000+02:00", want: undefined },
    {
      name: "microseconds",
      rules: milliseconds,
      text: "2031-01-01T00:00:00.123456Z",
      want: "an instant with at most 3 digits after the second",
    },
    { name: "a blank inside", rules: trimmed, text: "a b", want: undefined },
    { name: "a blank before", rules: trimmed, text: " ab", want: "a text without blanks around it" },
    { name: "a line break after", rules: trimmed, text: "ab\n", want: "a text without blanks around it" },
    { name: "only blanks", rules: trimmed, text: "   ", want: "a text without blanks around it" },
    { name: "its other rules", rules: trimmed, text: "a", want: "2 to 5 characters" },
  ])("$name", ({ rules, text, want }) => {
    expect(findTextFault(text, rules)).toBe(want === undefined ? undefined : `it must be ${want}`);
  });
});
