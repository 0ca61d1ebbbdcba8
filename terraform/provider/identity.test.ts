import { describe, expect, it } from "vitest";
import { accountAttributes, declareIdentity } from "#access/model/nouns/identity.ts";
import { defineResource } from "#access/schema/definition.ts";
import { listFormAttributes } from "#access/schema/import-forms.ts";
import { text } from "#access/schema/types.ts";
import { nounDefinitions } from "#vendors/definitions.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { serveIdentity } from "./identity.ts";

const vendors = Object.values(vendorFacts);

// A new noun joins these by itself.
describe.each(nounDefinitions.map((definition) => ({ type: definition.type, definition })))(
  "the identity of $type",
  ({ type, definition }) => {
    const { attributes } = serveIdentity(definition).definition;

    it("has the account and every part of every vendor's import ID, and nothing secret", () => {
      const parts = vendors.flatMap(({ nouns }) => (nouns[type]?.importForms ?? []).flatMap(listFormAttributes));
      const wanted = [...Object.keys(accountAttributes), ...definition.importId, ...parts];
      expect(wanted).toEqual(expect.arrayContaining(Object.keys(attributes)));
      expect(Object.keys(attributes)).toEqual(expect.arrayContaining(["vendor", "endpoint", ...parts]));
      for (const name of Object.keys(attributes)) {
        expect(definition.attributes[name]?.facts.isSecret ?? false, name).toBe(false);
        expect(attributes[name]?.facts.type).toEqual({ kind: "text" });
        expect(attributes[name]?.facts.doc, name).not.toBe("");
      }
    });

    it("requires for an import only what each vendor's import IDs have", () => {
      for (const { nouns } of vendors) {
        for (const form of nouns[type]?.importForms ?? []) {
          const required = Object.keys(attributes).filter((name) => attributes[name]?.facts.presence === "required");
          expect(listFormAttributes(form), form).toEqual(expect.arrayContaining(required));
        }
      }
    });
  },
);

describe("a noun with an identity that cannot be", () => {
  it.each([
    { name: "secret", attributes: { id: text.computed("id").secret() } },
    { name: "write-only", attributes: { id: text.optional("id").writeOnly() } },
  ])("fails for a part that is $name", ({ attributes }) => {
    const definition = defineResource({ type: "badge", summary: "A badge.", importId: ["id"], attributes });
    expect(() => declareIdentity(definition, vendors)).toThrow(/id of badge cannot be a part/);
  });

  it("fails for a part with a name of the account's", () => {
    const attributes = { endpoint: text.required("endpoint") };
    const definition = defineResource({ type: "badge", summary: "A badge.", importId: ["endpoint"], attributes });
    expect(() => declareIdentity(definition, vendors)).toThrow(/endpoint of badge cannot be a part/);
  });
});
