import { expect, it } from "vitest";
import { addMark, markLength, readMark, removeMark } from "./marks.ts";

const mark = "0c9d2f4e-5b1a-4f7e-9d0c-3a6b8e1f2d47";

it.each([
  { name: "no description", given: null, want: "" },
  { name: "an empty description", given: "", want: "" },
  { name: "a text", given: "Loads at night.", want: "Loads at night." },
  { name: "a text in brackets", given: "[loads] [latchkey]", want: "[loads] [latchkey]" },
  { name: "several lines", given: "Loads\nat night.", want: "Loads\nat night." },
])("adds a mark to $name and removes it again", ({ given, want }) => {
  const description = addMark(given, mark);
  expect(readMark(description)).toBe(mark);
  expect(removeMark(description)).toBe(want);
  expect(description.length - (given ?? "").length).toBeLessThanOrEqual(markLength);
});

it.each([
  { name: "no description", description: "" },
  { name: "the word alone", description: "latchkey" },
  { name: "a mark in the middle", description: `[latchkey ${mark}] is what it said` },
  { name: "a mark without its bracket", description: `Loads [latchkey ${mark}` },
])("does not find a mark in $name and keeps the text", ({ description }) => {
  expect(readMark(description)).toBeUndefined();
  expect(removeMark(description)).toBe(description);
});
