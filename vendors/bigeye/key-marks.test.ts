import { expect, it } from "vitest";
import { readInstant, createKeyNameTakenError, addMark, readMark, removeMark } from "./key-marks.ts";
import type { Key } from "./wire/key.ts";

const mark = "0c9d2f4e-5b1a-4f7e-9d0c-3a6b8e1f2d47";

it.each([
  { name: "no description", given: null, want: "" },
  { name: "an empty description", given: "", want: "" },
  { name: "a text", given: "Loads at night.", want: "Loads at night." },
  { name: "a text in brackets", given: "[loads] [latchkey]", want: "[loads] [latchkey]" },
  { name: "several lines", given: "Loads\nat night.", want: "Loads\nat night." },
])("adds a mark to $name and removes it again", ({ given, want }) => {
  const description = addMark(given, mark);
  expect(readMark({ description })).toBe(mark);
  expect(removeMark({ description })).toBe(want);
});

it.each([
  { name: "no description", description: "" },
  { name: "the word alone", description: "latchkey" },
  { name: "a mark in the middle", description: `[latchkey ${mark}] is what it said` },
  { name: "a mark without its bracket", description: `Loads [latchkey ${mark}` },
])("does not find a mark in $name and keeps the text", ({ description }) => {
  expect(readMark({ description })).toBeUndefined();
  expect(removeMark({ description })).toBe(description);
});

it("reads seconds as an instant and 0 as never", () => {
  expect([readInstant("1927519200"), readInstant("0")]).toEqual(["2031-01-30T06:00:00Z", null]);
});

const key: Key = {
  id: "77",
  name: "nightly",
  description: "",
  createdAt: "1927519200",
  lastUsedAt: "0",
  lastUsedIp: "",
};

it.each([
  { name: "a key of others", row: key, says: "key 77 (created 2031-01-30T06:00:00Z, never used)", isOrphan: false },
  {
    name: "an unused key of ours",
    row: { ...key, description: addMark(null, mark) },
    says: "never used, created by Latchkey",
    isOrphan: true,
  },
  {
    name: "a used key of ours",
    row: { ...key, description: addMark(null, mark), lastUsedAt: "1927519260" },
    says: "last used 2031-01-30T06:01:00Z, created by Latchkey",
    isOrphan: false,
  },
])("describes the key that has the name: $name", ({ row, says, isOrphan }) => {
  const { message, advice } = createKeyNameTakenError("9", "nightly", [row]);
  expect(message).toContain(says);
  expect(advice.includes("nobody has its secret")).toBe(isOrphan);
  expect(advice).toContain("terraform import ADDRESS 9/77");
});
