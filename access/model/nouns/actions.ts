import { Attribute, type Attributes } from "../../schema/attribute.ts";
import type { ActionDefinition } from "../../schema/definition.ts";
import { toSnakeCase } from "../../schema/names.ts";
import { bool, text } from "../../schema/types.ts";
import type { VendorFacts } from "../vendors/facts.ts";
import { accountAttributes, declareIdentity } from "./identity.ts";
import { findNameAttribute, spellNoun } from "./object-name.ts";
import type { NounDefinition } from "./own-attributes.ts";

/** An action, and what it needs to know of its noun. */
export interface NounAction {
  readonly definition: ActionDefinition;
  readonly noun: NounDefinition;
  /** The arguments that say which object is meant: attributes of the noun. */
  readonly finders: readonly string[];
}

/** The arguments of an action that are not attributes of the noun. */
export const actionArguments = { own: "own", writeTo: "writeTo" } as const;

/** The parts of an import ID, and the name. */
function declareFinders(noun: NounDefinition, vendors: readonly VendorFacts[]): Attributes {
  const parts = Object.keys(declareIdentity(noun, vendors).attributes).filter(
    (name) => !Object.hasOwn(accountAttributes, name),
  );
  const name = findNameAttribute(noun);
  const names = new Set([...parts, ...(name === undefined ? [] : [name])]);
  return Object.fromEntries([...names].map((one) => [one, text.optional(noun.attributes[one]?.facts.doc ?? "")]));
}

function declareOwn(type: string): Attributes {
  const doc = `Also a ${spellNoun(type)} of the account that the token is of: it may be the token itself, and nothing more can be done with it then. If not set, it is refused.`;
  return { [actionArguments.own]: bool.optional(doc) };
}

const which =
  "Say which one by the parts of its import ID, or by its name where no other one in the account has it: with what else is set here, exactly one must fit.";

function declareRevocation(noun: NounDefinition, finders: Attributes): ActionDefinition {
  const spelled = spellNoun(noun.type);
  return {
    kind: "action",
    type: `${noun.type}_revoke`,
    summary: `Revokes one ${spelled} at the vendor, and looks whether it is gone. It cannot be undone.`,
    description: `${which} One that the configuration manages is refused as far as that is known: the next plan would make another one. Take it out of the code instead, or rotate it there.`,
    attributes: { ...finders, ...declareOwn(noun.type) },
  };
}

function declareRotation(noun: NounDefinition, finders: Attributes): ActionDefinition | undefined {
  const { type, attributes, rotation, seals } = noun;
  if (rotation === undefined || seals === undefined) return undefined;
  const spelled = spellNoun(type);
  const recipients = attributes[seals.recipients];
  const overlap = attributes[rotation.overlap];
  if (recipients === undefined || overlap === undefined) return undefined;
  const doc = "Public keys of age (`age1…`): the file is encrypted for these recipients. At least one.";
  return {
    kind: "action",
    type: `${type}_rotate`,
    summary: `Makes a new secret for one ${spelled} that no code manages, and writes it encrypted to a file.`,
    description: `${which} The old secret is revoked once the new one is in the file, or works for \`${toSnakeCase(rotation.overlap)}\` longer. An action has no result in Terraform, so the file is the only place where the new secret is: nothing is changed at the vendor before it is known that it can be written, and if that fails in the end, the error has its content. In a run on another machine, choose a place that outlives the run. One that the configuration manages is refused as far as that is known: rotate it with its own arguments.`,
    attributes: {
      ...finders,
      [seals.recipients]: new Attribute({ ...recipients.facts, doc, presence: "required", change: "inPlace" }),
      [actionArguments.writeTo]: text.required(
        "The file that the encrypted secret is written to, as an armored age file. It must not exist, and its folder must. Relative to where Terraform runs.",
      ),
      [rotation.overlap]: new Attribute(overlap.facts),
      ...declareOwn(type),
    },
  };
}

/** What can be done on demand with the objects of a noun: those with a secret can be revoked and rotated. */
export function declareActions(
  noun: NounDefinition,
  vendors: readonly VendorFacts[],
): { readonly revoke?: NounAction; readonly rotate?: NounAction } {
  if (noun.seals === undefined) return {};
  const attributes = declareFinders(noun, vendors);
  const shared = { noun, finders: Object.keys(attributes) };
  const rotation = declareRotation(noun, attributes);
  const revoke = { ...shared, definition: declareRevocation(noun, attributes) };
  return rotation === undefined ? { revoke } : { revoke, rotate: { ...shared, definition: rotation } };
}
