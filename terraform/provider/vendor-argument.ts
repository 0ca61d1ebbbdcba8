import { AccessError } from "#access/model/errors.ts";
import type { VendorFacts } from "#access/model/vendors/facts.ts";
import { parameter } from "#access/schema/function.ts";
import { text } from "#access/schema/types.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";

/** Functions run without a provider block, so the vendor is an argument. */
export const vendorParameter = parameter(
  text,
  "The vendor whose vocabulary is used, as `vendor` in the provider block.",
);

/** @throws AccessError */
export function findFacts(vendor: string): VendorFacts {
  const facts = Object.hasOwn(vendorFacts, vendor) ? vendorFacts[vendor] : undefined;
  if (facts !== undefined) return facts;
  const advice = `Known vendors: ${Object.keys(vendorFacts).join(", ")}.`;
  throw new AccessError("vendor_unknown", `Unknown vendor "${vendor}".`, { path: ["vendor"], advice });
}
