import type { Attributes, ChangeEffect } from "../../schema/attribute.ts";
import type { ResourceDefinition } from "../../schema/definition.ts";
import type { Algebra, Permission } from "../permissions/permission.ts";
import type { TextFacts } from "./text-rules.ts";

/** How one vendor treats an attribute, which the definition declares in its widest form. */
export type AttributeRule = UnsupportedAttribute | SupportedAttribute;

/** The vendor does not support the attribute: validate refuses any value. */
export interface UnsupportedAttribute {
  /** What to do instead: one or more sentences. */
  readonly unsupported: string;
  readonly isRequired?: never;
  readonly change?: never;
  readonly oneOf?: never;
  readonly accepts?: never;
  readonly resolution?: never;
  readonly normalizes?: never;
  readonly fields?: never;
}

/** How the vendor restricts the attribute. Rules for texts apply to each element of a set and each value of a map. */
export interface SupportedAttribute extends TextFacts {
  readonly unsupported?: never;
  /** The vendor requires it; an empty set counts as missing. @default from the definition */
  readonly isRequired?: boolean;
  /** What a change does. @default from the definition, where the default is in place */
  readonly change?: ChangeEffect;
  /** The only texts that the vendor accepts. */
  readonly oneOf?: readonly string[];
  /** The rules for a nested record's fields. */
  readonly fields?: { readonly [field: string]: Pick<SupportedAttribute, "oneOf" | keyof TextFacts> };
}

/** What another provider for the same vendor stores of a noun, so that users can migrate without importing. */
export interface MoveFacts {
  /** As in `source`, without the registry's host. */
  readonly fromProvider: string;
  /** That provider's type. */
  readonly fromType: string;
  /** That provider's stored attributes → this noun's; both in snake_case. What is left out is read from the vendor. */
  move(stored: { readonly [name: string]: unknown }): { readonly [name: string]: unknown };
}

/** What the routes of a noun are based on. */
export interface Source {
  /**
   * `documented`: the vendor's pages or its API description have the routes. `inferred`: they follow from such a page.
   * `analogy`: the routes are ours, modeled on those that the vendor documents.
   */
  readonly kind: "documented" | "inferred" | "analogy";
  /** The vendor's page on it. */
  readonly page: string;
}

type AnyState = { readonly [attribute: string]: unknown };

/** A list has one value where code has several attributes: which part is whose, only the object in state tells. */
export interface SplitFacts {
  /** Attributes that no list tells, and that are known once a listed object was split. */
  readonly tells: readonly string[];
  /**
   * A listed object, as a read of the object in state would have it.
   * @param others all listed objects of the noun in the account
   */
  split(listed: AnyState, stored: AnyState, others: readonly AnyState[]): AnyState;
}

export interface NounFacts {
  /** @default unknown */
  readonly source?: Source;
  readonly moves?: readonly MoveFacts[];
  /** The vendor's own forms of the import id, in place of the definition's. */
  readonly importForms?: readonly string[];
  /** What a destroy does beyond deleting the object, for the reference page: one or more sentences. @default nothing else */
  readonly removal?: string;
  /** Why the vendor's objects of the noun cannot be listed: one or more sentences. @default they can */
  readonly unlisted?: string;
  /** Why no object of the noun can live for one run alone, and what to do: one or more sentences. @default one can */
  readonly notEphemeral?: string;
  /** What an object that lived for one run may leave behind: one or more sentences. @default nothing */
  readonly leaves?: string;
  /** Attributes that no list tells, although a read of an object in state does: they are null there, as after an import. */
  readonly untold?: readonly string[];
  /** By attribute, the values that only objects of the vendor's own have. @default as the definition says */
  readonly builtIn?: { readonly [attribute: string]: readonly string[] };
  /**
   * What each new account has: by attribute, the name of the vendor's own object that it refers to. Where an account has
   * several that fit, somebody made one of them. @default none
   */
  readonly starters?: readonly { readonly [attribute: string]: string }[];
  /** @default a list tells all of an object that it does not leave null */
  readonly split?: SplitFacts;
  /** Attributes that no two objects of an account have in common: the vendor refuses the second. @default none */
  readonly uniqueBy?: readonly string[];
  /** How the vendor treats the noun's attributes. */
  readonly attributes: { readonly [name: string]: AttributeRule };
  /** Arguments that only this vendor has: they are added to the noun, and refused for all others. */
  readonly ownAttributes?: Attributes;
}

type RulesFor<A extends Attributes> = { readonly [K in keyof A & string]?: AttributeRule };

interface NounDraft<Rules> extends Omit<NounFacts, "attributes" | "ownAttributes"> {
  readonly attributes: Rules;
}

type AttributesOwner<A extends Attributes> = Pick<ResourceDefinition<A>, "type" | "attributes">;

/**
 * Defines how a vendor treats one noun. A rule for an attribute that neither the definition nor `ownAttributes` has does
 * not compile.
 * @throws Error if a rule declares what a change does and the definition already declares it.
 */
export function defineNounFacts<A extends Attributes>(
  definition: AttributesOwner<A>,
  facts: NounDraft<RulesFor<NoInfer<A>>> & { readonly ownAttributes?: never },
): NounFacts;
export function defineNounFacts<A extends Attributes, Own extends Attributes>(
  definition: AttributesOwner<A>,
  facts: NounDraft<RulesFor<NoInfer<A & Own>>> & { readonly ownAttributes: Own },
): NounFacts;
export function defineNounFacts(
  definition: AttributesOwner<Attributes>,
  facts: NounDraft<object> & { readonly ownAttributes?: Attributes },
): NounFacts {
  const attributes: NounFacts["attributes"] = { ...facts.attributes };
  for (const [name, { change }] of Object.entries(attributes)) {
    const declared = definition.attributes[name]?.facts.change ?? "inPlace";
    if (change !== undefined && declared !== "inPlace") {
      throw new Error(`${definition.type}.${name} ${declared} for every vendor: no vendor's facts can change that`);
    }
  }
  return { ...facts, attributes };
}

export interface PermissionProblem {
  readonly field: "action" | "resource" | "selectors";
  /** What is wrong and what is accepted. */
  readonly message: string;
}

/** A permission to check. Unknown parts are left out. */
export interface PartialPermission {
  readonly action?: string | undefined;
  readonly resource?: string | undefined;
  readonly selectors?: readonly string[] | undefined;
}

/** How permissions name single objects of a noun. */
export interface SelectableObject {
  /** What the vendor's permissions call the kind. */
  readonly resource: string;
  /** What of an object a selector is. */
  readonly by: "id" | "name";
  /** What can be permitted on a single object. */
  readonly actions: readonly string[];
}

export interface PermissionFacts extends Algebra {
  problems(permission: PartialPermission): readonly PermissionProblem[];
  /** Parses the vendor's own JSON form of a role; left out if it has none. @throws AccessError */
  fromJson?(text: string): readonly Permission[];
  /** The nouns of which permissions can name single objects. @default none */
  readonly objects?: { readonly [noun: string]: SelectableObject };
  /** What the vendor's managed roles hold, by name. */
  readonly managedRoles: { readonly [name: string]: readonly Permission[] };
}

export interface ConnectionFacts {
  /** The vendor's own environment variables, after ours. */
  readonly endpointVariable: string;
  readonly tokenVariable: string;
  /** Left out if there is none and the user must set it. */
  readonly defaultEndpoint?: string;
  /** How the paths of its API begin. The client adds them, so no endpoint ends in one. */
  readonly apiPrefixes: readonly string[];
  /** How long the vendor documents that a caller waits after its rate limit, in seconds. @default 20 */
  readonly rateLimitWait?: number;
  /** A warning to give once per run if the endpoint is not on the user's own machine. */
  readonly caution?: string;
}

/** What is known about a vendor without asking it: plain data and pure rules, cheap to load. */
export interface VendorFacts {
  /** As in `vendor = "…"`. */
  readonly name: string;
  /** As its users write it. */
  readonly title: string;
  readonly connection: ConnectionFacts;
  /** The nouns that it has. */
  readonly nouns: { readonly [type: string]: NounFacts };
  /** What to do instead of a noun that the vendor lacks, by noun. Without an entry, the nouns that it has are listed. */
  readonly instead?: { readonly [type: string]: string };
  readonly permissions: PermissionFacts;
  /** Why nobody's token is told all of an account: a sentence. @default some are */
  readonly neverWhole?: string;
}
