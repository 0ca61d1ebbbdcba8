import { expect, it } from "vitest";
import { defineResource } from "../../schema/definition.ts";
import { text } from "../../schema/types.ts";
import type { VendorFacts } from "../vendors/facts.ts";
import { foreignComputed, widest, withOwn } from "./own-attributes.ts";
import { coversPlainly } from "../permissions/permission.ts";
import { configurationErrors } from "../vendors/configuration-errors.ts";

const hatch = defineResource({
  type: "hatch",
  summary: "A way in.",
  importId: ["id"],
  attributes: { id: text.computed("Id."), name: text.required("Name.") },
});

function vendor(title: string, own: readonly string[]): VendorFacts {
  return {
    name: title.toLowerCase(),
    title,
    connection: { endpointVariable: "E", tokenVariable: "T" },
    nouns: {
      hatch: {
        attributes: {},
        ownAttributes: Object.fromEntries(own.map((name) => [name, text.optional("How wide.")])),
      },
    },
    permissions: { problems: () => [], canonical: (atom) => atom, covers: coversPlainly, managedRoles: {} },
  };
}

const [amber, birch] = [vendor("Amber", ["girth"]), vendor("Birch", [])];

it("adds what a vendor declares, and says in its documentation whose it is", () => {
  const { attributes, owners } = widest(hatch, [amber, birch]);
  expect(Object.keys(attributes)).toEqual(["id", "name", "girth"]);
  expect(attributes["girth"]?.facts.doc).toBe("Amber alone: How wide.");
  expect(owners).toEqual({ girth: "Amber" });
});

it("leaves a noun as it is to which nobody adds", () => {
  expect(widest(hatch, [birch])).toBe(hatch);
});

it("fails where a vendor declares a name that is there", () => {
  expect(() => widest(hatch, [vendor("Cedar", ["name"])])).toThrow("Cedar declares hatch.name");
});

it("types a noun as one vendor sees it", () => {
  const own = withOwn(hatch, { girth: text.optional("How wide.") });
  expect(Object.keys(own.attributes)).toEqual(["id", "name", "girth"]);
});

it("fails a configuration that sets what another vendor alone has", () => {
  const definition = widest(hatch, [amber, birch]);
  const config = { name: "front", girth: "2 m" };
  expect(configurationErrors(definition, config, amber)).toEqual([]);
  expect(configurationErrors(definition, config, undefined)).toEqual([]);
  const [error, ...others] = configurationErrors(definition, config, birch);
  expect(others).toEqual([]);
  expect(error).toMatchObject({ code: "unsupported", path: ["girth"] });
  expect(error?.message).toBe("Birch hatch: `girth` is set, which Amber alone has.");
});

it("has null for what another vendor alone computes", () => {
  const noun = {
    attributes: {},
    ownAttributes: { slot: text.computed("Where.").nullable(), girth: text.optional("How wide.") },
  };
  const cedar = { ...vendor("Cedar", []), nouns: { hatch: noun } };
  const definition = widest(hatch, [cedar, birch]);
  expect(foreignComputed(definition, "Birch")).toEqual({ slot: null });
  expect(foreignComputed(definition, "Cedar")).toEqual({});
});
