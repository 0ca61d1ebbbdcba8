import { describe, expect, it } from "vitest";
import { dataSourceDefinitions } from "#access/model/nouns/registry.gen.ts";
import { providerSettings } from "#access/model/provider/settings.ts";
import type { Attributes, Type } from "#access/schema/attribute.ts";
import { functions } from "#terraform/provider/functions.gen.ts";
import { ephemeralDefinitions, nounDefinitions } from "#vendors/definitions.ts";
import { filesOf, findings, sourcesOf } from "./repository.ts";

/** What only `change` in a definition or in a vendor's facts may say: vendors differ in it, and pages derive it. */
const claim =
  /\bin[- ]place\b|\brepla(?:ce|ces|ced|cing)\b|\brotates\b|\brecreat|\b(?:creates?|makes?) (?:a new|another) (?:one|resource|key|role)\b|\bchang(?:e|es|ing) (?:it|them|this|these|one of them)\b|\ba change (?:of|makes|creates)\b|\b(?:keeps?|loses?) (?:its|the) secret\b|\bsecret stays\b/i;

interface Text {
  readonly at: string;
  readonly text: string;
}

function fieldsOf(type: Type): Attributes {
  switch (type.kind) {
    case "object":
      return type.attributes;
    case "list":
    case "set":
    case "map":
      return fieldsOf(type.element);
    default:
      return {};
  }
}

function docsOf(attributes: Attributes, at: string): readonly Text[] {
  return Object.entries(attributes).flatMap(([name, { facts }]) => [
    { at: `${at}.${name}`, text: facts.doc },
    ...docsOf(fieldsOf(facts.type), `${at}.${name}`),
  ]);
}

const records = [...nounDefinitions, ...dataSourceDefinitions, ...ephemeralDefinitions];
const texts: readonly Text[] = [
  ...records.flatMap(({ type, summary, description = "", attributes }) => [
    { at: `${type} summary`, text: summary },
    { at: `${type} description`, text: description },
    ...docsOf(attributes, type),
  ]),
  ...docsOf(providerSettings, "provider"),
  ...functions.map(({ definition: { name, summary, description = "" } }) => ({
    at: `function ${name}`,
    text: `${summary} ${description}`,
  })),
];

describe("what a change does", () => {
  it("is never typed into the documentation of a definition: `change` says it, and pages derive it", () => {
    expect(texts.length).toBeGreaterThan(100);
    expect(texts.filter(({ text }) => claim.test(text))).toEqual([]);
  });

  it("is never typed into docstrings of constructs, nor into the provider's page", () => {
    const typed = /\bin[- ]place\b|\b(?:keeps?|loses?) (?:its|the) secret\b|\bsecret stays\b/i;
    const constructs = sourcesOf("constructs").filter((path) => !path.startsWith("constructs/delivery/"));
    const pages = filesOf("docs/provider.md");
    expect(constructs.length).toBeGreaterThan(20);
    expect(pages).toHaveLength(1);
    const found = findings([...constructs, ...pages], typed);
    // What only points at the derived section says nothing by itself.
    expect(found.filter((line) => !line.includes("#by-vendor"))).toEqual([]);
  });

  it.each([
    "Renaming the key is done in place and keeps the secret.",
    "Changing them rotates the key.",
    "The key is replaced.",
    "Changing it makes another key with an account of its own.",
    "A change makes a new one.",
  ])("is found in: %s", (text) => {
    expect(text).toMatch(claim);
  });
});
