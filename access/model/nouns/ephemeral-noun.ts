import type { EphemeralAttributes, EphemeralResourceDefinition, ResourceDefinition } from "../../schema/definition.ts";

/** What a name begins with that the provider chooses: it tells people whose the object is. */
export const ephemeralPrefix = "latchkey-ephemeral-";

/** How an object of a noun ends by itself, by the names of attributes. */
export interface Expiry<Own extends string, Noun extends string> {
  /** How long the object lives at most: a duration of the ephemeral form. */
  readonly longest: Own;
  /** When the object ends: an instant of both forms. */
  readonly ends: Own & Noun;
}

/** How an object of a noun lives for one run alone, by the names of attributes. */
export interface Lease<Own extends string, Noun extends string> {
  /** Whether a close ends the object: a boolean of the ephemeral form. */
  readonly closes: Own;
  /** What the provider names if the user does not, in both forms. */
  readonly names: Own & Noun;
  /** @default only a close ends it */
  readonly expiry?: Expiry<Own, Noun>;
  /** What the vendor accepts while the object lives: a secret of both forms. @default reading it shows whether it lives */
  readonly proves?: Own & Noun;
  /** The command that ends an object by hand; `ID` stands for its id. @default there is none */
  readonly command?: string;
  /** The command that lists what there is, with ids. @default there is none */
  readonly listCommand?: string;
}

/** A noun's form that lives for one run of Terraform and is stored nowhere. What both have is declared by the noun. */
export interface EphemeralNoun<
  A extends EphemeralAttributes = EphemeralAttributes,
> extends EphemeralResourceDefinition<A> {
  readonly noun: ResourceDefinition;
  readonly lease: Lease<string, string>;
  /** As in `NounDefinition`. */
  readonly owners?: { readonly [attribute: string]: string };
}

type Draft<A extends EphemeralAttributes, N extends ResourceDefinition> = Omit<
  EphemeralNoun<A>,
  "kind" | "type" | "noun" | "lease" | "owners"
> & { readonly lease: Lease<NoInfer<keyof A & string>, keyof N["attributes"] & string> };

/** Declares the ephemeral form of a noun, which has the noun's type. */
export function defineEphemeralNoun<N extends ResourceDefinition, const A extends EphemeralAttributes>(
  noun: N,
  draft: Draft<A, N>,
): EphemeralNoun<A> {
  return { ...draft, kind: "ephemeralResource", type: noun.type, noun };
}
