import { describe, expect, it } from "vitest";
import { fillDefaults } from "./defaults.ts";
import { hasSameMeaning } from "./equality.ts";
import { object, set, text } from "./types.ts";
import { unknown } from "./unknown.ts";

const berth = object({
  harbour: text.required("Where it is."),
  level: text.oneOf("READ", "WRITE").optional("What may be done.").default("READ"),
  role: object({ type: text.required("Its type."), id: text.optional("Its id.") })
    .optional("Its role.")
    .default({ type: "FIXED", id: null }),
});
const access = object({ berths: set(berth).required("The berths."), note: text.optional("A note.") });

const short = { berths: [{ harbour: "north", level: null, role: null }], note: null };
const long = { berths: [{ harbour: "north", level: "READ", role: { type: "FIXED", id: null } }], note: null };

describe("fillDefaults", () => {
  it("writes out the defaults of nested records", () => {
    expect(fillDefaults(access.type, short)).toEqual(long);
  });

  it.each([
    { name: "what has all of them", value: long },
    { name: "null", value: null },
    { name: "an unknown record", value: unknown },
    { name: "an unknown set", value: { berths: unknown, note: null } },
    { name: "unknown fields", value: { berths: [{ harbour: "north", level: unknown, role: unknown }], note: null } },
  ])("returns the same value for $name", ({ value }) => {
    expect(fillDefaults(access.type, value)).toBe(value);
  });

  it("means the same, and another value does not", () => {
    const other = { berths: [{ harbour: "north", level: "WRITE", role: null }], note: null };
    expect(hasSameMeaning(access.type, short, long)).toBe(true);
    expect(hasSameMeaning(access.type, long, short)).toBe(true);
    expect(hasSameMeaning(access.type, short, other)).toBe(false);
  });
});
