import { describe, expect, it } from "vitest";
import { instant } from "#access/schema/formats.ts";
import { findConfigurationErrors } from "#access/model/vendors/configuration-errors.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { nounDefinitions } from "#vendors/definitions.ts";

/** Each attribute that users set and the vendor keeps, of each noun on each vendor. */
const settings = Object.values(vendorFacts).flatMap((facts) =>
  nounDefinitions.flatMap((definition) =>
    Object.entries(definition.attributes).flatMap(([name, { facts: attribute }]) => {
      const noun = facts.nouns[definition.type];
      const owner = definition.owners?.[name] ?? facts.title;
      const rule = noun?.attributes[name];
      const isSent = attribute.presence !== "computed" && attribute.isReadBack && owner === facts.title;
      if (noun === undefined || !isSent || rule?.unsupported !== undefined) return [];
      return [{ label: `${facts.name} ${definition.type}.${name}`, facts, definition, name, attribute, rule }];
    }),
  ),
);

describe("instants that a vendor keeps", () => {
  const instants = settings.filter(
    ({ attribute }) => attribute.type.kind === "text" && attribute.type.format === instant,
  );

  it("are some", () => {
    expect(instants.length).toBeGreaterThan(1);
  });

  it.each(instants)("$label declares how fine the vendor keeps it", ({ rule }) => {
    expect(rule?.resolution).toBeDefined();
  });

  it.each(instants)("$label is refused if it is finer", ({ facts, definition, name }) => {
    const find = (text: string) =>
      findConfigurationErrors(definition, { [name]: text }, facts).filter(({ path }) => path?.[0] === name);
    expect(find("2031-01-01T00:00:00.123456Z").map(({ message }) => message)).toEqual([
      expect.stringContaining("it must be an instant"),
    ]);
    expect(find("2031-01-01T00:00:00Z")).toEqual([]);
  });
});

describe("texts that a vendor trims", () => {
  const trimmed = settings.filter(({ rule }) => rule?.normalizes === "trim");

  it("are some", () => {
    expect(trimmed.length).toBeGreaterThan(0);
  });

  it.each(trimmed)("$label is refused with blanks around it", ({ facts, definition, name }) => {
    for (const text of ["   ", " Wren", "Wren ", "Wren\n"]) {
      const errors = findConfigurationErrors(definition, { [name]: text }, facts).filter(
        ({ path }) => path?.[0] === name,
      );
      expect(errors.map(({ message }) => message)).toEqual([expect.stringContaining("without blanks around it")]);
    }
  });
});
