import { expect, it } from "vitest";
import { describeAttribute } from "./describe.ts";
import { instant, set, text } from "./types.ts";

it.each([
  { name: "adds nothing to free text", given: text.required("A name."), want: "A name." },
  {
    name: "lists the accepted words",
    given: text.oneOf("dry", "wet").optional("The dock."),
    want: "The dock. One of `dry`, `wet`.",
  },
  {
    name: "lists the words that a computed attribute can hold",
    given: text.oneOf("dry", "wet").computed("The dock."),
    want: "The dock. One of `dry`, `wet`.",
  },
  {
    name: "says what each element of a set must be",
    given: set(instant).optional("Tides."),
    want: "Tides. It must be an RFC 3339 instant such as 2027-01-31T00:00:00Z.",
  },
  { name: "says no format of what the vendor computes", given: instant.computed("The tide."), want: "The tide." },
  {
    name: "says that a change replaces",
    given: text.required("The berth.").replaces(),
    want: "The berth. Changing it creates a new resource and deletes the old one.",
  },
  {
    name: "says that a change rotates",
    given: text.optional("A mark.").rotates(),
    want: "A mark. Changing it makes a new secret.",
  },
])("$name", ({ given, want }) => {
  expect(describeAttribute(given)).toBe(want);
});
