import { toSnakeCase } from "../../schema/names.ts";
import { spellNoun } from "../nouns/object-name.ts";
import type { NounDefinition } from "../nouns/own-attributes.ts";
import { providerName } from "../provider/address.ts";
import type { NounFacts, VendorFacts } from "./facts.ts";

/** What code has to say of a new one, and nobody can find out. */
function findUntold({ attributes }: NounDefinition, { attributes: rules }: NounFacts): string | undefined {
  return Object.keys(attributes).find((name) => {
    const facts = attributes[name]?.facts;
    const isRequired = rules[name]?.isRequired ?? facts?.presence === "required";
    return isRequired && facts?.isReadBack === false;
  });
}

/**
 * Why a vendor's objects of a noun cannot get a new secret without the code that manages them: one or more sentences.
 * Undefined if they can: the old secret has to work until the new one is delivered, and all that a new one needs is told.
 */
export function findRotationObstacle(noun: NounDefinition, facts: VendorFacts): string | undefined {
  const { type, rotation } = noun;
  const own = facts.nouns[type];
  if (own === undefined || rotation === undefined) return `${facts.title} does not support ${providerName}_${type}.`;
  const without = own.attributes[rotation.overlap]?.unsupported;
  if (without !== undefined) return without;
  const untold = findUntold(noun, own);
  if (untold === undefined) return undefined;
  return `${facts.title} does not tell \`${toSnakeCase(untold)}\`, which a new ${spellNoun(type)} needs. Manage it with \`${providerName}_${type}\`, and change \`${toSnakeCase(rotation.trigger)}\` there.`;
}
