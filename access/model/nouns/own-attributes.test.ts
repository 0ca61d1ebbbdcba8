import { expect, it } from "vitest";
import { defineResource } from "../../schema/definition.ts";
import { text } from "../../schema/types.ts";
import type { VendorFacts } from "../vendors/facts.ts";
import { factsWith } from "../vendors/testing/vendor-facts.ts";
import { nullForeignAttributes, mergeOwnAttributes, extendDefinition } from "./own-attributes.ts";
import { findConfigurationErrors } from "../vendors/configuration-errors.ts";

const hatch = defineResource({
  type: "hatch",
  summary: "A way in.",
  importId: ["id"],
  attributes: { id: text.computed("Id."), name: text.required("Name.") },
});

function vendor(title: string, own: readonly string[]): VendorFacts {
  return factsWith({
    title,
    nouns: {
      hatch: {
        attributes: {},
        ownAttributes: Object.fromEntries(own.map((name) => [name, text.optional("How wide.")])),
      },
    },
  });
}

const amber = vendor("Amber", ["girth"]);
const birch = vendor("Birch", []);

it("adds what a vendor declares, and says in its documentation whose it is", () => {
  const { attributes, owners } = mergeOwnAttributes(hatch, [amber, birch]);
  expect(Object.keys(attributes)).toEqual(["id", "name", "girth"]);
  expect(attributes["girth"]?.facts.doc).toBe("Amber only: How wide.");
  expect(owners).toEqual({ girth: "Amber" });
});

it("leaves a noun as it is to which nobody adds", () => {
  expect(mergeOwnAttributes(hatch, [birch])).toBe(hatch);
});

it("fails where a vendor declares a name that is there", () => {
  expect(() => mergeOwnAttributes(hatch, [vendor("Cedar", ["name"])])).toThrow("Cedar declares hatch.name");
});

it("types a noun as one vendor sees it", () => {
  const own = extendDefinition(hatch, { girth: text.optional("How wide.") });
  expect(Object.keys(own.attributes)).toEqual(["id", "name", "girth"]);
});

it("fails a configuration that sets what another vendor alone has", () => {
  const definition = mergeOwnAttributes(hatch, [amber, birch]);
  const config = { name: "front", girth: "2 m" };
  expect(findConfigurationErrors(definition, config, amber)).toEqual([]);
  expect(findConfigurationErrors(definition, config, undefined)).toEqual([]);
  const [error, ...others] = findConfigurationErrors(definition, config, birch);
  expect(others).toEqual([]);
  expect(error).toMatchObject({ code: "unsupported", path: ["girth"] });
  expect(error?.message).toBe("Birch hatch: Birch does not support `girth`: only Amber does.");
});

it("has null for what another vendor alone computes", () => {
  const noun = {
    attributes: {},
    ownAttributes: { slot: text.computed("Where.").nullable(), girth: text.optional("How wide.") },
  };
  const cedar = { ...vendor("Cedar", []), nouns: { hatch: noun } };
  const definition = mergeOwnAttributes(hatch, [cedar, birch]);
  expect(nullForeignAttributes(definition, "Birch")).toEqual({ slot: null });
  expect(nullForeignAttributes(definition, "Cedar")).toEqual({});
});
