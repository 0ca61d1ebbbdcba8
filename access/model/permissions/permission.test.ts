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
  it("survive any grouping", () => {
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

  it("include every added right", () => {
    const extra: Permission = { action: "read", resource: "harbour", selectors: ["x"] };
    fc.assert(fc.property(permissions, (given) => !holdSameRights(given, [...given, extra])));
  });

  it("cover every selector without a list, and none with an empty list", () => {
    expect(atomsOf([{ action: "read", resource: "beacon", selectors: null }])).toStrictEqual([
      { action: "read", resource: "beacon", selector: "*" },
    ]);
    expect(atomsOf([{ action: "read", resource: "beacon", selectors: [] }])).toStrictEqual([]);
  });

  it("are equal in the vendor's spelling", () => {
    const canonical = (atom: Atom): Atom => ({ ...atom, selector: atom.selector.toLowerCase() });
    const permitReading = (selector: string) => [{ action: "read", resource: "beacon", selectors: [selector] }];
    const upper = permitReading("A");
    const lower = permitReading("a");
    expect(holdSameRights(upper, lower, canonical)).toBe(true);
    expect(holdSameRights(upper, lower)).toBe(false);
  });
});

describe("allowed rights", () => {
  const plain = { canonical: (atom: Atom): Atom => atom, covers: coversPlainly };

  it("are every held right, and everything below it", () => {
    fc.assert(
      fc.property(permissions, fc.string(), (given, selector) => {
        for (const atom of atomsOf(given)) {
          expect(allows(given, atom, plain)).toBe(true);
          if (atom.selector === "*") expect(allows(given, { ...atom, selector }, plain)).toBe(true);
        }
      }),
    );
  });

  it("never shrink if a permission is added", () => {
    const wanted = { action: "read", resource: "beacon", selector: "x" };
    fc.assert(
      fc.property(permissions, permissions, (given, more) => {
        if (allows(given, wanted, plain)) expect(allows([...given, ...more], wanted, plain)).toBe(true);
      }),
    );
  });

  it("never include every selector because of some", () => {
    const held: Permission[] = [{ action: "read", resource: "beacon", selectors: ["x"] }];
    expect(allows(held, { action: "read", resource: "beacon", selector: "*" }, plain)).toBe(false);
  });

  it("follow the vendor's rule and spelling", () => {
    const held: Permission[] = [{ action: "read", resource: "beacon", selectors: ["North"] }];
    const canonical = (atom: Atom): Atom => ({ ...atom, selector: atom.selector.toLowerCase() });
    const covers = (one: Atom, wanted: Atom): boolean => wanted.selector.startsWith(one.selector);
    expect(allows(held, { action: "read", resource: "beacon", selector: "NORTH-EAST" }, { canonical, covers })).toBe(
      true,
    );
  });
});
