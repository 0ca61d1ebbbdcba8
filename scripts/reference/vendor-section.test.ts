import { describe, expect, it } from "vitest";
import { defineNounFacts } from "#access/model/vendors/facts.ts";
import { createFacts } from "#access/model/vendors/testing/vendor-facts.ts";
import { defineResource } from "#access/schema/definition.ts";
import { object, set, text } from "#access/schema/types.ts";
import { vendorSection } from "./vendor-section.ts";

const pass = defineResource({
  type: "pass",
  summary: "Opens a gate.",
  importId: ["id"],
  attributes: {
    id: text.computed("Id."),
    label: text.required("Label."),
    gate: text.required("Gate.").replaces(),
    salt: text.optional("Salt.").rotates(),
    tags: set(text).optional("Tags."),
    place: object({ kind: text.required("Kind.") }).optional("Place."),
    lamp: text.optional("Lamp."),
  },
});

const plain = createFacts({ title: "Plain", nouns: { pass: defineNounFacts(pass, { attributes: {} }) } });

const strict = createFacts({
  title: "Strict",
  nouns: {
    pass: defineNounFacts(pass, {
      attributes: {
        label: { isRequired: true, change: "rotates", accepts: { length: { min: 1, max: 9 } } },
        tags: { change: "replaces", accepts: { pattern: /^[a-z]+$/, says: "lower-case letters" } },
        place: { fields: { kind: { oneOf: ["quay", "lock"] } } },
        lamp: { unsupported: "Carry one." },
      },
    }),
  },
});

const none = createFacts({ title: "None" });

describe("what a page says of a vendor", () => {
  it("is derived from the definition where the vendor's facts say nothing", () => {
    expect(vendorSection(pass, [plain])).toBe(
      [
        "## By vendor",
        "",
        "### Plain",
        "",
        "- Updated in place: `label`, `lamp`, `place`, `tags`.",
        "- A change makes a new secret: `salt`.",
        "- A change creates a new resource: `gate`.",
        "",
      ].join("\n"),
    );
  });

  it("is derived from the vendor's facts where they narrow the definition", () => {
    expect(vendorSection(pass, [strict]).split("\n").slice(4, -1)).toEqual([
      "- Required: `label`.",
      "- Updated in place: `place`.",
      "- A change makes a new secret: `label`, `salt`.",
      "- A change creates a new resource: `gate`, `tags`.",
      "- `label` must be 1 to 9 characters.",
      "- Each value in `tags` must be lower-case letters.",
      "- `place.kind` must be one of quay, lock.",
      "- `lamp` is not supported. Carry one.",
    ]);
  });

  it("names the vendors that lack the noun", () => {
    expect(vendorSection(pass, [plain, none])).toContain("\nNot supported on None.\n");
  });

  it("refuses an argument that only another vendor has", () => {
    const widened = { ...pass, owners: { lamp: "Strict" } };
    expect(vendorSection(widened, [plain])).toContain("- `lamp` is not supported: only Strict has it.");
    expect(vendorSection(widened, [plain])).toContain("- Updated in place: `label`, `place`, `tags`.");
  });
});
