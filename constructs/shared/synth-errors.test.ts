import { describe, expect, it } from "vitest";
import type { AccessError } from "#access/model/errors.ts";
import { findConfigurationErrors } from "#access/model/vendors/configuration-errors.ts";
import type { Type } from "#access/schema/attribute.ts";
import { nounDefinitions } from "#vendors/definitions.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { toTypeScript } from "./typescript-terms.ts";

/** Values of a type, most of which some rule refuses. */
function oddValues(type: Type): readonly unknown[] {
  switch (type.kind) {
    case "list":
    case "set":
      return [[], ...oddValues(type.element).map((value) => [value])];
    case "map":
      return [{}, ...oddValues(type.element).map((value) => ({ some: value }))];
    case "object": {
      const fields = Object.entries(type.attributes);
      const sets = fields.map(([name, { facts }]) => oddValues(facts.type).map((value) => ({ [name]: value })));
      return [{}, ...sets.flat()];
    }
    case "text":
      return ["", " odd ", "Odd/\u0007name", "x".repeat(300), "90d", "1h", "2001-01-01T00:00:00Z", "0198C0DE"];
    default:
      return [0, -1, true];
  }
}

type AnyRecord = { readonly [name: string]: unknown };

/** Each attribute with each odd value, and each two attributes together. */
function oddConfigurations(attributes: (typeof nounDefinitions)[number]["attributes"]): readonly AnyRecord[] {
  const odd = Object.entries(attributes).map(([name, { facts }]) => [name, oddValues(facts.type)] as const);
  const single = odd.flatMap(([name, values]) => values.map((value) => ({ [name]: value })));
  const texts = odd.filter(([, values]) => values.includes("90d")).map(([name]) => name);
  const pairs = texts.flatMap((name) =>
    texts.filter((other) => other !== name).map((other) => ({ [name]: "90d", [other]: "1h" })),
  );
  return [{}, ...single, ...pairs];
}

const nouns = nounDefinitions.flatMap((definition) => {
  const vendors = [undefined, ...Object.values(vendorFacts)];
  return vendors.map((facts) => ({ name: `${definition.type} on ${facts?.title ?? "no vendor"}`, definition, facts }));
});

/** Without what the user wrote, which is in double quotes, and addresses. */
function removeQuoted(text: string): string {
  return text.replaceAll(/"(?:[^"\\]|\\.)*"/g, '""').replaceAll(/https?:\S+/g, "");
}

const hcl = /\b[a-z]+_[a-z_]+\b|[dD]ata source|\bargument|\bblock\b|terraform import|`scope|Id`/;

describe("each error that rules give at synth", () => {
  it.each(nouns)("speaks of props and constructs: $name", ({ definition, facts }) => {
    const errors = oddConfigurations(definition.attributes).flatMap((config) =>
      findConfigurationErrors(definition, config, facts),
    );
    // Where the vendor is unknown, only types are checked, and a noun may have none that can be wrong.
    if (facts !== undefined) expect(errors.length).toBeGreaterThan(0);
    const texts = errors.flatMap(({ message, advice }: AccessError) => [message, advice]);
    const written = new Set(texts.map((text) => removeQuoted(toTypeScript(text, { definition }))));
    expect([...written].filter((text) => hcl.test(text))).toEqual([]);
  });
});
