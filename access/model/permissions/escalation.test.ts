import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { unknown } from "../../schema/unknown.ts";
import { type Gain, findMissingRights } from "./escalation.ts";
import { allows, atomsOf, coversPlainly, type Permission } from "./permission.ts";

const algebra = { canonical: <A>(atom: A): A => atom, covers: coversPlainly };

function createPermission(action: string, resource: string, ...selectors: readonly string[]): Permission {
  return { action, resource, selectors: selectors.length === 0 ? null : selectors };
}

const held = [createPermission("read", "kiln"), createPermission("stoke", "kiln", "north")];

function findExcess(gain: Partial<Gain>): readonly string[] {
  return findMissingRights({ subject: "role", before: [], after: [], ...gain }, atomsOf(held), algebra);
}

describe("the missing rights of a gain", () => {
  it.each<{ name: string; given: Partial<Gain>; want: readonly string[] }>([
    {
      name: "is nothing where all of it is held",
      given: { after: [createPermission("read", "kiln", "north"), createPermission("stoke", "kiln", "north")] },
      want: [],
    },
    {
      name: "is each right once, sorted, with its selector",
      given: {
        after: [
          createPermission("stoke", "kiln", "west", "south"),
          createPermission("quench", "kiln"),
          createPermission("stoke", "kiln", "south"),
        ],
      },
      want: ["quench on kiln", "stoke on kiln [south]", "stoke on kiln [west]"],
    },
    {
      name: "is a right on all where it is held on some",
      given: { after: [createPermission("stoke", "kiln")] },
      want: ["stoke on kiln"],
    },
    {
      name: "is not what was there before",
      given: {
        before: [createPermission("quench", "kiln")],
        after: [createPermission("quench", "kiln", "west"), createPermission("empty", "kiln")],
      },
      want: ["empty on kiln"],
    },
    {
      name: "is a selector that is not known, unless all are held",
      given: {
        after: [
          { action: "read", resource: "kiln", selectors: unknown },
          { action: "stoke", resource: "kiln", selectors: ["north", unknown] },
          { action: "quench", resource: "kiln", selectors: unknown },
        ],
      },
      want: ["quench on kiln [known after apply]", "stoke on kiln [known after apply]"],
    },
    {
      name: "passes over a permission that is not known, and tells of the others",
      given: {
        after: [unknown, { action: unknown, resource: "kiln", selectors: null }, createPermission("quench", "kiln")],
      },
      want: ["quench on kiln"],
    },
    { name: "is nothing yet where none of it is known", given: { after: unknown }, want: [] },
    {
      name: "is nothing for an empty list of selectors",
      given: { after: [{ ...createPermission("quench", "kiln"), selectors: [] }] },
      want: [],
    },
  ])("$name", ({ given, want }) => {
    expect(findExcess(given)).toStrictEqual(want);
  });
});

const anyPermission = fc.record({
  action: fc.constantFrom("read", "stoke"),
  resource: fc.constantFrom("kiln", "oven"),
  selectors: fc.option(fc.uniqueArray(fc.constantFrom("north", "south", "*"))),
});
const anyPermissions = fc.array(anyPermission, { maxLength: 5 });

describe("any gain", () => {
  it("has no missing rights exactly if each right is held or existed before", () => {
    fc.assert(
      fc.property(anyPermissions, anyPermissions, anyPermissions, (own, before, after) => {
        const missing = findMissingRights({ subject: "role", before, after }, atomsOf(own), algebra);
        const isAllowed = atomsOf(after).every((atom) => allows([...own, ...before], atom, algebra));
        expect(missing.length === 0).toBe(isAllowed);
      }),
    );
  });

  it("misses no fewer rights if it grants more, and no more if the token holds more", () => {
    fc.assert(
      fc.property(anyPermissions, anyPermissions, anyPermission, (own, after, more) => {
        const missing = (held: readonly Permission[], given: readonly Permission[]): readonly string[] =>
          findMissingRights({ subject: "role", before: [], after: given }, atomsOf(held), algebra);
        expect(missing(own, [...after, more])).toEqual(expect.arrayContaining([...missing(own, after)]));
        expect(missing(own, after)).toEqual(expect.arrayContaining([...missing([...own, more], after)]));
      }),
    );
  });
});
