import type { Attributes } from "../../schema/attribute.ts";
import { Attribute } from "../../schema/attribute.ts";
import type { ResourceDefinition } from "../../schema/definition.ts";
import type { VendorFacts } from "../vendors/facts.ts";

/** A noun with the arguments that single vendors add to it. */
export interface NounDefinition extends ResourceDefinition {
  /** The title of the vendor that alone has an argument, by the argument's name. */
  readonly owners?: { readonly [attribute: string]: string };
}

/** A noun as one vendor sees it: its adapter is typed by this. */
export function withOwn<A extends Attributes, I extends keyof A & string, B extends Attributes>(
  definition: ResourceDefinition<A, I>,
  own: B,
): ResourceDefinition<A & B, I> {
  return { ...definition, attributes: { ...definition.attributes, ...own } };
}

/**
 * A noun with what every vendor adds to it: what Terraform's schema is made from.
 * @throws Error where two of them declare one name, which is a mistake in their facts.
 */
export function widest(definition: ResourceDefinition, vendors: readonly VendorFacts[]): NounDefinition {
  const attributes: { [name: string]: Attributes[string] } = { ...definition.attributes };
  const owners: { [name: string]: string } = {};
  for (const { title, nouns } of vendors) {
    for (const [name, { facts }] of Object.entries(nouns[definition.type]?.ownAttributes ?? {})) {
      if (Object.hasOwn(attributes, name))
        throw new Error(`${title} declares ${definition.type}.${name}, which is there`);
      attributes[name] = new Attribute({ ...facts, doc: `${title} alone: ${facts.doc}` });
      owners[name] = title;
    }
  }
  return Object.keys(owners).length === 0 ? definition : { ...definition, attributes, owners };
}

/** What other vendors alone compute: null for this one. */
export function foreignComputed({ attributes, owners = {} }: NounDefinition, title: string): { [name: string]: null } {
  const names = Object.keys(owners).filter(
    (name) => owners[name] !== title && attributes[name]?.facts.presence === "computed",
  );
  return Object.fromEntries(names.map((name) => [name, null]));
}
