import { findChangeEffect } from "#access/model/vendors/attribute-changes.ts";
import type { VendorFacts } from "#access/model/vendors/facts.ts";
import type { ResourceDefinition } from "#access/schema/definition.ts";
import { hasSameMeaning } from "#access/schema/equality.ts";

type AnyRecord = { readonly [name: string]: unknown };

/** The attributes whose value changes. Another spelling of the same value is no change. */
export function listChangedAttributes(
  definition: ResourceDefinition,
  prior: AnyRecord,
  planned: AnyRecord,
): readonly string[] {
  const entries = Object.entries(definition.attributes);
  return entries
    .filter(([name, { facts }]) => !hasSameMeaning(facts.type, prior[name], planned[name]))
    .map(([name]) => name);
}

/**
 * The changed attributes that require a replacement, by the definition or by the vendor. An attribute that is never read
 * back is null after an import, so setting it then replaces nothing.
 */
export function listReplacingAttributes(
  definition: ResourceDefinition,
  facts: VendorFacts | undefined,
  { prior, planned }: { readonly prior: AnyRecord; readonly planned: AnyRecord },
): readonly string[] {
  return listChangedAttributes(definition, prior, planned).filter((name) => {
    const isFirst = definition.attributes[name]?.facts.isReadBack === false && (prior[name] ?? null) === null;
    return findChangeEffect(definition, name, facts) === "replaces" && !isFirst;
  });
}
