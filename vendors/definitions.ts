import { type NounDefinition, widest } from "../model/own-attributes.ts";
import { resourceDefinitions } from "../model/registry.gen.ts";
import { vendorFacts } from "./facts-registry.gen.ts";

/** The model's nouns with what each vendor adds to them. */
export const nounDefinitions: readonly NounDefinition[] = resourceDefinitions.map((definition) =>
  widest(definition, Object.values(vendorFacts)),
);
