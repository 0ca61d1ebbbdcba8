import { findChangeEffect } from "#access/model/vendors/attribute-changes.ts";
import type { VendorFacts } from "#access/model/vendors/facts.ts";
import type { ResourceDefinition } from "#access/schema/definition.ts";
import { means } from "#access/schema/equality.ts";

type AnyRecord = { readonly [name: string]: unknown };

/** The attributes that a plan gives another meaning. */
export function listChangedAttributes(
  definition: ResourceDefinition,
  prior: AnyRecord,
  planned: AnyRecord,
): readonly string[] {
  const entries = Object.entries(definition.attributes);
  return entries.filter(([name, { facts }]) => !means(facts.type, prior[name], planned[name])).map(([name]) => name);
}

/**
 * Of the attributes that change, those that call for a new thing, by the definition or by the vendor. What is never read
 * back is null after an import, so that to set it then is no change of what exists.
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
