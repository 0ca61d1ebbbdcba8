import type { EphemeralNoun } from "#access/model/nouns/ephemeral-noun.ts";
import {
  type NounDefinition,
  mergeOwnAttributes,
  mergeOwnEphemeralAttributes,
} from "#access/model/nouns/own-attributes.ts";
import { ephemeralNouns, resourceDefinitions } from "#access/model/nouns/registry.gen.ts";
import { vendorFacts } from "./facts-registry.gen.ts";

/** The model's nouns with what each vendor adds to them. */
export const nounDefinitions: readonly NounDefinition[] = resourceDefinitions.map((definition) =>
  mergeOwnAttributes(definition, Object.values(vendorFacts)),
);

/**
 * A noun with what each vendor adds to it.
 * @throws Error if there is no such noun, which is a mistake in the calling code.
 */
export function nounDefinition(type: string): NounDefinition {
  const definition = nounDefinitions.find((noun) => noun.type === type);
  if (definition === undefined) throw new Error(`unknown noun ${type}`);
  return definition;
}

/** The nouns that can live for one run, with what each vendor adds to them. */
export const ephemeralDefinitions: readonly EphemeralNoun[] = ephemeralNouns.map((definition) =>
  mergeOwnEphemeralAttributes(definition, Object.values(vendorFacts)),
);
