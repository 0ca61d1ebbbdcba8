import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  allows,
  type Atom,
  atomsOf,
  coversPlainly,
  holdSameRights,
  type Permission,
  permissionsOf,
} from "./permission.ts";

const word = fc.constantFrom("read", "list", "attach");
const thing = fc.constantFrom("ledger", "beacon");
const selectors = fc.option(fc.array(fc.constantFrom("*", "a", "b", "c"), { maxLength: 4 }));
const permissions = fc.array(fc.record({ action: word, resource: thing, selectors }), { maxLength: 6 });

describe("atoms", () => {
  it("survive being grouped, however they were grouped before", () => {
    fc.assert(
      fc.property(permissions, (given) => {
        const atoms = atomsOf(given);
        expect(atomsOf(permissionsOf(atoms))).toStrictEqual(atoms);
        expect(holdSameRights(given, permissionsOf(atoms))).toBe(true);
      }),
    );
  });

  it("do not depend on order or repetition", () => {
    fc.assert(
      fc.property(permissions, (given) => {
        expect(holdSameRights(given, [...given, ...given].toReversed())).toBe(true);
      }),
    );
  });

  it("tell every added right", () => {
    const extra: Permission = { action: "read", resource: "harbour", selectors: ["x"] };
    fc.assert(fc.property(permissions, (given) => !holdSameRights(given, [...given, extra])));
  });

  it("are all of them where selectors are left out, and none where the list is empty", () => {
    expect(atomsOf([{ action: "read", resource: "beacon", selectors: null }])).toStrictEqual([
      { action: "read", resource: "beacon", selector: "*" },
    ]);
    expect(atomsOf([{ action: "read", resource: "beacon", selectors: [] }])).toStrictEqual([]);
  });

  it("are equal by the vendor's own spelling", () => {
    const canonical = (atom: Atom): Atom => ({ ...atom, selector: atom.selector.toLowerCase() });
    const on = (selector: string) => [{ action: "read", resource: "beacon", selectors: [selector] }];
    const upper = on("A");
    const lower = on("a");
    expect(holdSameRights(upper, lower, canonical)).toBe(true);
    expect(holdSameRights(upper, lower)).toBe(false);
  });
});

describe("what permissions allow", () => {
  const plain = { canonical: (atom: Atom): Atom => atom, covers: coversPlainly };

  it("is every right that they hold, and everything below it", () => {
    fc.assert(
      fc.property(permissions, fc.string(), (given, selector) => {
        for (const atom of atomsOf(given)) {
          expect(allows(given, atom, plain)).toBe(true);
          if (atom.selector === "*") expect(allows(given, { ...atom, selector }, plain)).toBe(true);
        }
      }),
    );
  });

  it("never shrinks when a permission is added", () => {
    const wanted = { action: "read", resource: "beacon", selector: "x" };
    fc.assert(
      fc.property(permissions, permissions, (given, more) => {
        if (allows(given, wanted, plain)) expect(allows([...given, ...more], wanted, plain)).toBe(true);
      }),
    );
  });

  it("is never everything because of some", () => {
    const held: Permission[] = [{ action: "read", resource: "beacon", selectors: ["x"] }];
    expect(allows(held, { action: "read", resource: "beacon", selector: "*" }, plain)).toBe(false);
  });

  it("goes by the vendor's own rule and spelling", () => {
    const held: Permission[] = [{ action: "read", resource: "beacon", selectors: ["North"] }];
    const canonical = (atom: Atom): Atom => ({ ...atom, selector: atom.selector.toLowerCase() });
    const covers = (one: Atom, wanted: Atom): boolean => wanted.selector.startsWith(one.selector);
    expect(allows(held, { action: "read", resource: "beacon", selector: "NORTH-EAST" }, { canonical, covers })).toBe(
      true,
    );
  });
});
