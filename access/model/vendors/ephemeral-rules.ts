import { toSnakeCase } from "../../schema/names.ts";
import { isUnknown } from "../../schema/unknown.ts";
import { AccessError } from "../errors.ts";
import type { EphemeralNoun, Expiry } from "../nouns/ephemeral-noun.ts";
import { providerName } from "../provider/address.ts";
import { findChangeEffect } from "./attribute-changes.ts";
import { findConfigurationErrors } from "./configuration-errors.ts";
import type { AttributeRule, NounFacts, VendorFacts } from "./facts.ts";

type AnyRecord = { readonly [name: string]: unknown };

/** How the vendor itself ends an object of the noun; undefined if it does not. */
export function findExpiry({ type, lease }: EphemeralNoun, { nouns }: VendorFacts): Expiry<string, string> | undefined {
  const { expiry } = lease;
  if (expiry === undefined) return undefined;
  return nouns[type]?.attributes[expiry.ends]?.unsupported === undefined ? expiry : undefined;
}

/** Whether the end of an object can be moved while the object stays what it is. */
export function canBeExtended({ noun }: EphemeralNoun, { ends }: Expiry<string, string>, facts: VendorFacts): boolean {
  return findChangeEffect(noun, ends, facts) === "inPlace";
}

/** The vendor's facts of a noun as they hold for its ephemeral form: what that form fills in is not required. */
export function narrowToRun({ noun, attributes }: EphemeralNoun, facts: NounFacts): NounFacts {
  const rules = Object.entries(facts.attributes).flatMap(([name, rule]): readonly [string, AttributeRule][] => {
    const own = attributes[name]?.facts;
    if (own === undefined || own.presence === "computed") return [];
    const isFilledIn = own.presence !== noun.attributes[name]?.facts.presence;
    return [[name, isFilledIn && rule.unsupported === undefined ? { ...rule, isRequired: false } : rule]];
  });
  return { ...facts, attributes: Object.fromEntries(rules) };
}

/** Why the vendor has no such object, and what to do. Undefined if it has. */
export function findUnsupported({ type }: EphemeralNoun, { title, nouns }: VendorFacts): AccessError | undefined {
  const noun = nouns[type];
  if (noun !== undefined && noun.notEphemeral === undefined) return undefined;
  const message = `${title} does not support the ephemeral resource ${providerName}_${type}.`;
  const advice = noun?.notEphemeral ?? "Remove it from the configuration.";
  return new AccessError("unsupported", message, { advice });
}

/** Where nothing but a close ends the object, what would leave it behind is refused, and so is what would be no limit. */
function findEndless(definition: EphemeralNoun, config: AnyRecord, facts: VendorFacts): readonly AccessError[] {
  const { type, lease, attributes } = definition;
  if (findExpiry(definition, facts) !== undefined) return [];
  const owner = `${facts.title} ${type}`;
  const errors: AccessError[] = [];
  const never = `${facts.title} gives a ${type} no expiry`;
  if (config[lease.closes] === false) {
    const message = `${owner}: \`${toSnakeCase(lease.closes)}\` is false, and ${never}: nothing would ever end it.`;
    const advice = `Remove the argument, or use the resource ${providerName}_${type}, which is in state.`;
    errors.push(new AccessError("unsupported", message, { path: [lease.closes], advice }));
  }
  const { longest } = lease.expiry ?? {};
  const given = longest === undefined ? null : (config[longest] ?? null);
  if (
    longest !== undefined &&
    given !== null &&
    given !== attributes[longest]?.facts.defaultValue &&
    !isUnknown(given)
  ) {
    const message = `${owner}: \`${toSnakeCase(longest)}\` is set, and ${never}: only the end of the run ends it.`;
    errors.push(new AccessError("unsupported", message, { path: [longest], advice: "Remove the argument." }));
  }
  return errors;
}

/** Like `findConfigurationErrors`, for the ephemeral form of a noun. */
export function findEphemeralErrors(
  definition: EphemeralNoun,
  config: AnyRecord,
  facts: VendorFacts | undefined,
): readonly AccessError[] {
  if (facts === undefined) return findConfigurationErrors(definition, config, undefined);
  const unsupported = findUnsupported(definition, facts);
  if (unsupported !== undefined) return [unsupported];
  const { type } = definition;
  const noun = facts.nouns[type];
  if (noun === undefined) return [];
  const narrowed = { ...facts, nouns: { ...facts.nouns, [type]: narrowToRun(definition, noun) } };
  return [...findConfigurationErrors(definition, config, narrowed), ...findEndless(definition, config, facts)];
}
