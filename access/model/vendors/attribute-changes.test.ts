import { describe, expect, it } from "vitest";
import { defineResource } from "../../schema/definition.ts";
import { text } from "../../schema/types.ts";
import { listAttributesThat } from "./attribute-changes.ts";
import { defineNounFacts } from "./facts.ts";
import { createFacts } from "./testing/vendor-facts.ts";

const sluice = defineResource({
  type: "sluice",
  summary: "A gate for water.",
  importId: ["id"],
  attributes: {
    id: text.computed("Id."),
    name: text.required("Name."),
    river: text.required("River.").replaces(),
    seal: text.optional("Seal.").rotates(),
    note: text.optional("Note."),
  },
});

const facts = createFacts({
  nouns: {
    sluice: defineNounFacts(sluice, {
      attributes: { name: { change: "rotates" }, note: { unsupported: "Write it on the gate." } },
    }),
  },
});

describe("the effect of a change", () => {
  it("comes from the definition without a vendor", () => {
    expect(listAttributesThat("inPlace", sluice, undefined)).toEqual(["name", "note"]);
    expect(listAttributesThat("replaces", sluice, undefined)).toEqual(["river"]);
    expect(listAttributesThat("rotates", sluice, undefined)).toEqual(["seal"]);
  });

  it("is restricted by a vendor's facts, and undefined for unsupported attributes", () => {
    expect(listAttributesThat("inPlace", sluice, facts)).toEqual([]);
    expect(listAttributesThat("rotates", sluice, facts)).toEqual(["name", "seal"]);
  });

  it("fails if a vendor's facts contradict the definition", () => {
    const widen = () => defineNounFacts(sluice, { attributes: { river: { change: "inPlace" } } });
    expect(widen).toThrow("sluice.river replaces for every vendor");
  });

  it("fails to compile for an attribute that the noun lacks", () => {
    // @ts-expect-error the noun has no colour
    defineNounFacts(sluice, { attributes: { colour: { isRequired: true } } });
    defineNounFacts(sluice, { ownAttributes: { colour: text.optional("Colour.") }, attributes: { colour: {} } });
  });
});
