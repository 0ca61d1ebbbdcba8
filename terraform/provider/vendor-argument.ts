import { AccessError } from "#access/model/errors.ts";
import type { VendorFacts } from "#access/model/vendors/facts.ts";
import { parameter } from "#access/schema/function.ts";
import { text } from "#access/schema/types.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";

/** Functions run without a provider block, so they are told whose words they are given. */
export const vendorParameter = parameter(text, "Whose words these are, as `vendor` in the provider block.");

/** @throws AccessError */
export function factsNamed(vendor: string): VendorFacts {
  const facts = Object.hasOwn(vendorFacts, vendor) ? vendorFacts[vendor] : undefined;
  if (facts !== undefined) return facts;
  const advice = `Latchkey knows: ${Object.keys(vendorFacts).join(", ")}.`;
  throw new AccessError("vendor_unknown", `There is no vendor "${vendor}".`, { path: ["vendor"], advice });
}
