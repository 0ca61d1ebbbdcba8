import { expect, it } from "vitest";
import { readAbsentText } from "./absent-text.ts";

it.each([
  { shown: "a", known: null, want: "a" },
  { shown: "a", known: "", want: "a" },
  { shown: "", known: null, want: null },
  { shown: undefined, known: null, want: null },
  { shown: "", known: "b", want: null },
  { shown: "", known: "", want: "" },
  { shown: undefined, known: "", want: "" },
])("reads $shown as $want if state has $known", ({ shown, known, want }) => {
  expect(readAbsentText(shown, known)).toBe(want);
});
