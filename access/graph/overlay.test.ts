import fc from "fast-check";
import { expect, it } from "vitest";
import { Overlay } from "./overlay.ts";

const lists = fc.dictionary(fc.constantFrom("a", "b", "c", "d"), fc.array(fc.integer(), { maxLength: 3 }));
const additions = fc.array(fc.tuple(fc.constantFrom("a", "b", "c", "d", "e"), fc.integer()), { maxLength: 8 });

it("is a map with what was added, and leaves the one under it as it is", () => {
  fc.assert(
    fc.property(lists, additions, (base, added) => {
      const under = new Map(Object.entries(base));
      const expected = new Map(Object.entries(structuredClone(base)));
      const overlay = new Overlay(under);
      for (const [node, value] of added) {
        overlay.add(node, value);
        expected.set(node, [...(expected.get(node) ?? []), value]);
      }
      const told: unknown[] = [];
      overlay.forEach((values, node) => told.push([node, values]));
      expect(new Map(overlay)).toEqual(expected);
      expect([...overlay.keys()]).toEqual([...expected.keys()]);
      expect([...overlay.values()]).toEqual([...expected.values()]);
      expect(told).toEqual([...expected]);
      expect(overlay.size).toBe(expected.size);
      for (const node of ["a", "b", "c", "d", "e"]) {
        expect(overlay.get(node)).toEqual(expected.get(node));
        expect(overlay.has(node)).toBe(expected.has(node));
      }
      expect(under).toEqual(new Map(Object.entries(base)));
    }),
  );
});
