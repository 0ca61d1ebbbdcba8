import { type Attribute, type Attributes } from "../../schema/attribute.ts";
import type { ResourceDefinition } from "../../schema/definition.ts";
import type { IdentityDefinition } from "../../schema/identity.ts";
import { listDefaultImportForms, listFormAttributes } from "../../schema/import-forms.ts";
import { text } from "../../schema/types.ts";
import type { VendorFacts } from "../vendors/facts.ts";

/** Whose an object is: the same in every noun's identity. */
export const accountAttributes = {
  vendor: text.optional("The vendor. If set, it must be that of the provider block."),
  endpoint: text.optional(
    "Base URL of the vendor's API, without a slash at the end. If set, it must be that of the provider block.",
  ),
};

function hasSecrets({ facts }: Attribute<unknown, string, string>): boolean {
  return facts.isSecret || facts.isWriteOnly;
}

/**
 * What tells an object of a noun from all others: its account, and the parts of its import IDs at any vendor. An import
 * needs those that every form of an ID has.
 * @throws Error for a part that is secret or has a name of the account's, which is a mistake in the definition
 */
export function declareIdentity(definition: ResourceDefinition, vendors: readonly VendorFacts[]): IdentityDefinition {
  const { type, attributes } = definition;
  const forms = vendors.flatMap(({ nouns }) => {
    const facts = nouns[type];
    return facts === undefined ? [] : (facts.importForms ?? listDefaultImportForms(definition));
  });
  const parts = (forms.length === 0 ? listDefaultImportForms(definition) : forms).map(listFormAttributes);
  const identity: { [name: string]: Attributes[string] } = { ...accountAttributes };
  for (const name of new Set(parts.flat())) {
    const attribute = attributes[name];
    if (attribute === undefined || hasSecrets(attribute) || Object.hasOwn(accountAttributes, name)) {
      throw new Error(`${name} of ${type} cannot be a part of an identity`);
    }
    const { doc } = attribute.facts;
    identity[name] = parts.every((form) => form.includes(name)) ? text.required(doc) : text.optional(doc);
  }
  return { version: 0, attributes: identity };
}
