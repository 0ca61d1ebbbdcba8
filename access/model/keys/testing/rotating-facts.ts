import { key } from "../../nouns/resources/key.ts";
import type { AttributeRule, VendorFacts } from "../../vendors/facts.ts";
import { createFacts } from "../../vendors/testing/vendor-facts.ts";

/** The facts of a vendor that cannot update these attributes of a key in place. */
export function createRotatingFacts(names: readonly string[]): VendorFacts {
  const rules = names.map((name): readonly [string, AttributeRule] => [name, { change: "rotates" }]);
  return createFacts({ nouns: { [key.type]: { attributes: Object.fromEntries(rules) } } });
}
