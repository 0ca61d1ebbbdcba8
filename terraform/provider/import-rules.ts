import type { VendorFacts } from "#access/model/vendors/facts.ts";
import { findTextFault } from "#access/model/vendors/text-rules.ts";
import type { PartRules } from "../plugin/engine/import-id.ts";

/** The vendor's rules for the texts of a noun, by attribute. */
export function listImportRules({ nouns }: VendorFacts, type: string): PartRules {
  const rules = Object.entries(nouns[type]?.attributes ?? {}).flatMap(([name, { accepts }]) =>
    accepts === undefined ? [] : [[name, (text: string) => findTextFault(text, [accepts].flat())] as const],
  );
  return Object.fromEntries(rules);
}
