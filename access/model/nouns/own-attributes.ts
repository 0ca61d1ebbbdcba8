import type { Attributes } from "../../schema/attribute.ts";
import { Attribute } from "../../schema/attribute.ts";
import type { EphemeralAttributes, ResourceDefinition } from "../../schema/definition.ts";
import type { VendorFacts } from "../vendors/facts.ts";
import type { EphemeralNoun } from "./ephemeral-noun.ts";

/** A noun with the arguments that single vendors add to it. */
export interface NounDefinition extends ResourceDefinition {
  /** The title of the only vendor that has an argument, by the argument's name. */
  readonly owners?: { readonly [attribute: string]: string };
}

/** Adds a vendor's own arguments to a noun: its adapter is typed by the result. */
export function extendDefinition<A extends Attributes, I extends keyof A & string, B extends Attributes>(
  definition: ResourceDefinition<A, I>,
  own: B,
): ResourceDefinition<A & B, I> {
  return { ...definition, attributes: { ...definition.attributes, ...own } };
}

interface Declared {
  readonly type: string;
  readonly attributes: Attributes;
}

/** @throws Error if two of them declare one name, which is a mistake in their facts. */
function addOwnAttributes({ type, attributes: common }: Declared, vendors: readonly VendorFacts[]) {
  const attributes: { [name: string]: Attributes[string] } = { ...common };
  const owners: { [name: string]: string } = {};
  for (const { title, nouns } of vendors) {
    for (const [name, { facts }] of Object.entries(nouns[type]?.ownAttributes ?? {})) {
      if (Object.hasOwn(attributes, name)) throw new Error(`${title} declares ${type}.${name}, which exists already`);
      attributes[name] = new Attribute({ ...facts, doc: `${title} only: ${facts.doc}` });
      owners[name] = title;
    }
  }
  return Object.keys(owners).length === 0 ? undefined : { attributes, owners };
}

/**
 * Adds the own attributes of all vendors to a noun. Terraform's schema comes from the result.
 * @throws Error if two of them declare one name, which is a mistake in their facts.
 */
export function mergeOwnAttributes(definition: ResourceDefinition, vendors: readonly VendorFacts[]): NounDefinition {
  const own = addOwnAttributes(definition, vendors);
  return own === undefined ? definition : { ...definition, ...own };
}

/** The same for a noun's ephemeral form, which has all that its noun has at a vendor. */
export function mergeOwnEphemeralAttributes(definition: EphemeralNoun, vendors: readonly VendorFacts[]): EphemeralNoun {
  const noun = mergeOwnAttributes(definition.noun, vendors);
  const { owners = {} } = noun;
  const own = Object.keys(owners).map((name) => [name, noun.attributes[name]?.forOneRun()] as const);
  const attributes = { ...definition.attributes, ...(Object.fromEntries(own) as EphemeralAttributes) };
  return { ...definition, noun, attributes, owners };
}

const setByVendor: ReadonlySet<string> = new Set(["computed", "optionalComputed"]);

/** Null for each attribute that only another vendor has and sets. */
export function nullForeignAttributes(
  { attributes, owners = {} }: Pick<NounDefinition, "attributes" | "owners">,
  title: string,
): { [name: string]: null } {
  const names = Object.keys(owners).filter(
    (name) => owners[name] !== title && setByVendor.has(attributes[name]?.facts.presence ?? ""),
  );
  return Object.fromEntries(names.map((name) => [name, null]));
}
