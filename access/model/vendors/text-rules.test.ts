import { describe, expect, it } from "vitest";
import { describeRule, describeWords, findTextFault, type TextRule } from "./text-rules.ts";

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
