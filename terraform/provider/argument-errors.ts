import type { AccessError } from "#access/model/errors.ts";
import type { NounDefinition } from "#access/model/nouns/own-attributes.ts";
import { findConfigurationErrors } from "#access/model/vendors/configuration-errors.ts";
import type { VendorFacts } from "#access/model/vendors/facts.ts";
import type { Attributes } from "#access/schema/attribute.ts";

type AnyRecord = { readonly [name: string]: unknown };

interface Arguments {
  readonly type: string;
  readonly attributes: Attributes;
}

/** What is wrong with the arguments of a list or an action by their types, and whether the vendor has their noun. */
export function findArgumentErrors(
  noun: NounDefinition,
  { type, attributes }: Arguments,
  given: { readonly config: AnyRecord; readonly facts: VendorFacts | undefined },
): readonly AccessError[] {
  const { config, facts } = given;
  const bare = { kind: "resource", summary: "", version: 0, importId: [] } as const;
  const missing = findConfigurationErrors({ ...bare, type: noun.type, attributes: {} }, {}, facts);
  return [...missing, ...findConfigurationErrors({ ...bare, type, attributes }, config, undefined)];
}
