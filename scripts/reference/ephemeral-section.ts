import type { EphemeralNoun } from "#access/model/nouns/ephemeral-noun.ts";
import { canBeExtended, findExpiry, findUnsupported, narrowToRun } from "#access/model/vendors/ephemeral-rules.ts";
import type { VendorFacts } from "#access/model/vendors/facts.ts";
import { toSnakeCase } from "#access/schema/names.ts";
import { leaseMilliseconds } from "#terraform/provider/ephemeral/renew.ts";
import { describeRules } from "./vendor-section.ts";

/** When an object ends at a vendor, and what a run that is killed leaves. */
function describeEnd(definition: EphemeralNoun, vendor: VendorFacts): readonly string[] {
  const { lease } = definition;
  const expiry = findExpiry(definition, vendor);
  const closes = `\`${toSnakeCase(lease.closes)}\``;
  if (expiry === undefined) {
    const limit = lease.expiry === undefined ? "" : `\`${toSnakeCase(lease.expiry.longest)}\` is not supported, and `;
    return [
      `- Only the end of the run ends it, as it has no expiry: each opening warns of that. A provider that is killed leaves it behind.`,
      `- ${limit}${closes} cannot be false.`,
    ];
  }
  const longest = `\`${toSnakeCase(expiry.longest)}\``;
  if (!canBeExtended(definition, expiry, vendor)) {
    return [`- It expires ${longest} after it was opened. A provider that is killed leaves it behind until then.`];
  }
  const minutes = leaseMilliseconds / 60_000;
  return [
    `- It expires after ${minutes} minutes, and is renewed while Terraform runs, never beyond ${longest}. A provider that is killed leaves it behind for ${minutes} minutes at most. With ${closes} = false it expires after ${longest} and is not renewed.`,
  ];
}

function describeVendor(definition: EphemeralNoun, vendor: VendorFacts): readonly string[] {
  const facts = vendor.nouns[definition.type];
  if (facts === undefined) return [];
  const unsupported = findUnsupported(definition, vendor);
  if (unsupported !== undefined) return [`### ${vendor.title}`, "", `Not supported. ${unsupported.advice}`, ""];
  const noun = narrowToRun(definition, facts);
  const lines = describeRules(definition, vendor, { noun, more: describeEnd(definition, vendor) });
  const leaves = noun.leaves === undefined ? [] : [`- ${noun.leaves}`];
  return [`### ${vendor.title}`, "", ...lines, ...leaves, ""];
}

/** What each vendor makes of the ephemeral form of a noun: all of it follows from their facts. */
export function ephemeralSection(definition: EphemeralNoun, vendors: readonly VendorFacts[]): string {
  const without = vendors.filter(({ nouns }) => nouns[definition.type] === undefined).map(({ title }) => title);
  const absent = without.length === 0 ? [] : [`Not supported on ${without.join(", ")}.`, ""];
  return ["## By vendor", "", ...vendors.flatMap((vendor) => describeVendor(definition, vendor)), ...absent].join("\n");
}
