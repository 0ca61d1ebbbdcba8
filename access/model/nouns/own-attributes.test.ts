import { expect, it } from "vitest";
import { defineResource } from "../../schema/definition.ts";
import { text } from "../../schema/types.ts";
import type { VendorFacts } from "../vendors/facts.ts";
import { createFacts } from "../vendors/testing/vendor-facts.ts";
import { nullForeignAttributes, mergeOwnAttributes, extendDefinition } from "./own-attributes.ts";
import { findConfigurationErrors } from "../vendors/configuration-errors.ts";

const hatch = defineResource({
  type: "hatch",
  summary: "A way in.",
  importId: ["id"],
  attributes: { id: text.computed("Id."), name: text.required("Name.") },
});

function createVendor(title: string, own: readonly string[]): VendorFacts {
  return createFacts({
    title,
    nouns: {
      hatch: {
        attributes: {},
        ownAttributes: Object.fromEntries(own.map((name) => [name, text.optional("How wide.")])),
      },
    },
  });
}

const amber = createVendor("Amber", ["girth"]);
const birch = createVendor("Birch", []);

it("adds a vendor's attributes, and names the vendor in their documentation", () => {
  const { attributes, owners } = mergeOwnAttributes(hatch, [amber, birch]);
  expect(Object.keys(attributes)).toEqual(["id", "name", "girth"]);
  expect(attributes["girth"]?.facts.doc).toBe("Amber only: How wide.");
  expect(owners).toEqual({ girth: "Amber" });
});

it("does not change a noun without additions", () => {
  expect(mergeOwnAttributes(hatch, [birch])).toBe(hatch);
});

it("fails if a vendor declares a name that already exists", () => {
  expect(() => mergeOwnAttributes(hatch, [createVendor("Cedar", ["name"])])).toThrow("Cedar declares hatch.name");
});

it("types a noun with one vendor's attributes", () => {
  const own = extendDefinition(hatch, { girth: text.optional("How wide.") });
  expect(Object.keys(own.attributes)).toEqual(["id", "name", "girth"]);
});

it("fails for an argument that only another vendor has", () => {
  const definition = mergeOwnAttributes(hatch, [amber, birch]);
  const config = { name: "front", girth: "2 m" };
  expect(findConfigurationErrors(definition, config, amber)).toEqual([]);
  expect(findConfigurationErrors(definition, config, undefined)).toEqual([]);
  const [error, ...others] = findConfigurationErrors(definition, config, birch);
  expect(others).toEqual([]);
  expect(error).toMatchObject({ code: "unsupported", path: ["girth"] });
  expect(error?.message).toBe("Birch hatch: Birch does not support `girth`: only Amber does.");
});

it("has null for attributes that only another vendor computes", () => {
  const noun = {
    attributes: {},
    ownAttributes: { slot: text.computed("Where.").nullable(), girth: text.optional("How wide.") },
  };
  const cedar = { ...createVendor("Cedar", []), nouns: { hatch: noun } };
  const definition = mergeOwnAttributes(hatch, [cedar, birch]);
  expect(nullForeignAttributes(definition, "Birch")).toEqual({ slot: null });
  expect(nullForeignAttributes(definition, "Cedar")).toEqual({});
});
