import { immutableAttributes } from "#access/model/vendors/configuration-errors.ts";
import type { VendorFacts } from "#access/model/vendors/facts.ts";
import type { ResourceDefinition } from "#access/schema/definition.ts";
import { means } from "#access/schema/equality.ts";

type AnyRecord = { readonly [name: string]: unknown };

/** The attributes that a plan gives another meaning. */
export function changedAttributes(
  definition: ResourceDefinition,
  prior: AnyRecord,
  planned: AnyRecord,
): readonly string[] {
  const entries = Object.entries(definition.attributes);
  return entries.filter(([name, { facts }]) => !means(facts.type, prior[name], planned[name])).map(([name]) => name);
}

/** Whether a change of these attributes makes a new thing, by the noun or by the vendor. */
export function callsForReplacement(
  { type, attributes }: ResourceDefinition,
  facts: VendorFacts,
  changed: readonly string[],
): boolean {
  const immutable = immutableAttributes(type, facts);
  return changed.some((name) => attributes[name]?.facts.replaces === true || immutable.includes(name));
}
