import { AccessError } from "#access/model/errors.ts";
import type { VendorFacts } from "#access/model/vendors/facts.ts";
import { factsOf } from "#connection/open-account.ts";
import type { Settings, Surroundings } from "#connection/surroundings.ts";

/** The facts of the provider block's vendor. Undefined for an invalid block, which its own validation reports. */
export function findKnownFacts(settings: Settings | null, surroundings: Surroundings): VendorFacts | undefined {
  try {
    return settings === null ? undefined : factsOf(settings, surroundings);
  } catch (error) {
    if (error instanceof AccessError) return undefined;
    throw error;
  }
}
