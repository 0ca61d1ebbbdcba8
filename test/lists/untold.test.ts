import { expect, test } from "vitest";
import { nounDefinition } from "#vendors/definitions.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";

// What a list does not tell, drift does not compare: that it is null there, the lists themselves are held against by lists.test.ts.

const declared = Object.entries(vendorFacts).flatMap(([vendor, { nouns }]) =>
  Object.entries(nouns).flatMap(([noun, { untold = [] }]) => untold.map((attribute) => ({ vendor, noun, attribute }))),
);

test("some vendor does not tell something", () => expect(declared.length).toBeGreaterThan(0));

test.each(declared)("$vendor: $attribute of $noun is an attribute that code sets and a read tells", (one) => {
  const { vendor, noun, attribute } = one;
  const facts = nounDefinition(noun).attributes[attribute]?.facts;
  expect(facts?.isReadBack).toBe(true);
  expect(facts?.presence).not.toBe("computed");
  const supported = vendorFacts[vendor]?.nouns[noun]?.attributes[attribute]?.unsupported;
  expect(supported).toBeUndefined();
});
