import { describe, expect, it } from "vitest";
import { defineResource } from "../../schema/definition.ts";
import { text } from "../../schema/types.ts";
import { describeStoredObject, findNameAttribute, nameObject } from "./object-name.ts";

const ferry = defineResource({
  type: "night_ferry",
  summary: "A ferry.",
  importId: ["id"],
  attributes: {
    id: text.computed("Id."),
    name: text.optional("Name."),
    pierId: text.required("Pier.").refersTo("pier"),
  },
});

const seat = defineResource({
  type: "seat",
  summary: "A seat.",
  importId: ["id"],
  attributes: {
    id: text.computed("Id."),
    ferryId: text.required("Ferry.").refersTo("night_ferry"),
    guestId: text.optional("Guest.").refersTo("guest"),
  },
});

describe("what an object is called", () => {
  it.each([
    { name: "by its name", noun: ferry, state: { id: "f-1", name: "Auk", pierId: "p-1" }, want: "Auk" },
    {
      name: "by what it belongs to",
      noun: ferry,
      state: { id: "f-1", name: "", pierId: "p-1" },
      want: "night ferry (pier p-1)",
    },
    {
      name: "by what it is between",
      noun: seat,
      state: { id: "s-1", ferryId: "f-1", guestId: "g-1" },
      want: "seat (night ferry f-1, guest g-1)",
    },
    { name: "by its id", noun: seat, state: { id: "s-1", ferryId: null, guestId: null }, want: "seat s-1" },
    { name: "by nothing", noun: seat, state: {}, want: "seat without an id" },
    { name: "safely", noun: ferry, state: { name: "a\u001b[2J\nb\u202ec" }, want: "a\\u{1b}[2J b\\u{202e}c" },
    {
      name: "briefly",
      noun: ferry,
      state: { name: "x".repeat(300) },
      want: `${"x".repeat(200)}… (100 more characters)`,
    },
  ])("is $name", ({ noun, state, want }) => {
    expect(nameObject(noun, state)).toBe(want);
  });

  it("in a sentence has the noun and the id", () => {
    expect(describeStoredObject(ferry, { id: "f-1", name: "Auk" })).toBe('night ferry "Auk" (f-1)');
    expect(describeStoredObject(seat, { id: "s-1" })).toBe("seat (s-1)");
  });

  it("is an attribute of the definition, or none", () => {
    expect([ferry, seat].map(findNameAttribute)).toEqual(["name", undefined]);
  });
});
