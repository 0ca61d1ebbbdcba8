import { expect, test } from "vitest";
import { isUnedited, markText } from "./file-mark.ts";

const text = markText("first\nsecond\n", "//");

const cases = [
  { name: "as it was made", given: text, want: true },
  { name: "with the line ends of another system", given: text.replaceAll("\n", "\r\n"), want: true },
  { name: "with a changed line", given: text.replace("second", "third"), want: false },
  { name: "with a line more", given: `${text}\n`, want: false },
  { name: "without its first line", given: "first\nsecond\n", want: false },
  { name: "that is empty", given: "", want: false },
];

test.each(cases)("knows a file $name", ({ given, want }) => {
  expect(isUnedited(given)).toBe(want);
});
