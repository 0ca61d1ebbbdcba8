import type { Attributes, ChangeEffect } from "../../schema/attribute.ts";
import type { VendorFacts } from "./facts.ts";

/** The parts of a noun that decide what a change does. */
export interface ChangingNoun {
  readonly type: string;
  readonly attributes: Attributes;
}

/**
 * What a change of an attribute does at a vendor: by the vendor's facts, otherwise by the definition. Undefined if the
 * attribute cannot be changed, since the vendor computes it or does not support it.
 */
export function findChangeEffect(
  { type, attributes }: ChangingNoun,
  name: string,
  vendor: VendorFacts | undefined,
): ChangeEffect | undefined {
  const attribute = attributes[name]?.facts;
  const rule = vendor?.nouns[type]?.attributes[name];
  if (attribute === undefined || attribute.presence === "computed" || rule?.unsupported !== undefined) return undefined;
  return rule?.change ?? attribute.change;
}

/** The attributes whose change has this effect at a vendor, in the definition's order. */
export function listAttributesThat(
  effect: ChangeEffect,
  noun: ChangingNoun,
  vendor: VendorFacts | undefined,
): readonly string[] {
  return Object.keys(noun.attributes).filter((name) => findChangeEffect(noun, name, vendor) === effect);
}
