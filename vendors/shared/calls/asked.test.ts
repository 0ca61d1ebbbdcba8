import { describe, expect, it } from "vitest";
import { findDifference, isSameText } from "./asked.ts";

const find = (asked: unknown, answer: unknown) => findDifference({ asked, answer }, isSameText)?.member;

describe("an answer", () => {
  it.each([
    { name: "the same id", asked: { id: "7" }, answer: { id: "7", name: "a" } },
    { name: "an id in the other case", asked: { id: "ABC-7" }, answer: { id: "abc-7" } },
    { name: "a name in another form", asked: { name: " Zo\u00eb" }, answer: { name: "Zoe\u0308" } },
    { name: "nothing asked", asked: {}, answer: { id: "7" } },
    { name: "a part that was not asked", asked: { id: undefined }, answer: { id: "7" } },
    { name: "a member that is left out", asked: { owner: { id: "7" } }, answer: { name: "a" } },
    { name: "an empty list", asked: { each: { owner: "7" } }, answer: [] },
    { name: "rows of the owner", asked: { each: { owner: "7" } }, answer: [{ owner: "7" }, { owner: "7" }] },
    { name: "null in place of a list", asked: { rows: { each: { owner: "7" } } }, answer: { rows: null } },
  ])("is about what was asked: $name", ({ asked, answer }) => {
    expect(find(asked, answer)).toBeUndefined();
  });

  it.each([
    { name: "another id", asked: { id: "7" }, answer: { id: "77" }, at: "id" },
    { name: "null", asked: { id: "7" }, answer: { id: null }, at: "id" },
    {
      name: "another owner",
      asked: { info: { owner: { id: "7" } } },
      answer: { info: { owner: { id: "8" } } },
      at: "info.owner.id",
    },
    {
      name: "a row of another owner",
      asked: { each: { owner: "7" } },
      answer: [{ owner: "7" }, { owner: "8" }],
      at: "1.owner",
    },
  ])("fails as about something else: $name", ({ asked, answer, at }) => {
    expect(find(asked, answer)).toBe(at);
  });
});
