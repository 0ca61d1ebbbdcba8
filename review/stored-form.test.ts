import { describe, expect, it } from "vitest";
import { upgradeRecord } from "./stored-form.ts";

const form = {
  version: 1,
  upgrades: {
    0: ({ light, ...rest }: { readonly [name: string]: unknown }) => ({ ...rest, color: (light as string).trim() }),
  },
};

describe("a record in a document", () => {
  it.each([
    { name: "that says no version is current", schemaVersion: null, want: { id: "7", light: " red" } },
    { name: "of the current version stays as it is", schemaVersion: 1, want: { id: "7", light: " red" } },
    { name: "of an older version is upgraded", schemaVersion: 0, want: { id: "7", color: "red" } },
  ])("$name", ({ schemaVersion, want }) => {
    expect(upgradeRecord(form, { schemaVersion, values: { id: "7", light: " red" } }).values).toEqual(want);
  });

  it.each([
    { name: "a newer version", given: { schemaVersion: 2 }, says: "form 2, and form 1 is read here: a newer Latchkey" },
    { name: "a version that never was", given: { schemaVersion: -1 }, says: "form -1, and form 1 is read here" },
    {
      name: "what is not known of an older one",
      given: { schemaVersion: 0, unknowns: { light: [false, { x: true }] } },
      says: "plan again with this version",
    },
    {
      name: "what is not of that form",
      given: { schemaVersion: 0, values: { light: 3 } },
      says: "it is not of that form",
    },
  ])("is not guessed: $name", ({ given, says }) => {
    expect(() => upgradeRecord(form, { values: { light: "red" }, ...given })).toThrow(says);
  });
});
