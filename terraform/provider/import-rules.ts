import type { VendorFacts } from "#access/model/vendors/facts.ts";
import { findTextFault, listTextRules } from "#access/model/vendors/text-rules.ts";
import type { PartRules } from "../plugin/engine/import-id.ts";

/** The vendor's rules for the texts of a noun, by attribute. */
export function listImportRules({ nouns }: VendorFacts, type: string): PartRules {
  const rules = Object.entries(nouns[type]?.attributes ?? {}).flatMap(([name, attribute]) => {
    const wanted = attribute.unsupported === undefined ? listTextRules(attribute) : [];
    return wanted.length === 0 ? [] : [[name, (text: string) => findTextFault(text, wanted)] as const];
  });
  return Object.fromEntries(rules);
}
