import { coversPlainly } from "../../permissions/permission.ts";
import type { VendorFacts } from "../facts.ts";

/** The facts of a vendor of no nouns and no permissions, with what a test is about. */
export function createFacts(about: Partial<VendorFacts>): VendorFacts {
  return {
    name: "coast",
    title: "Coast",
    connection: { endpointVariable: "COAST_URL", tokenVariable: "COAST_KEY", apiPrefixes: ["/coast"] },
    nouns: {},
    permissions: { problems: () => [], canonical: (atom) => atom, covers: coversPlainly, managedRoles: {} },
    ...about,
  };
}
