import type { Attribute, Attributes } from "./attribute.ts";
import type { StateUpgrades } from "./stored-state.ts";

/** A managed record, declared once. */
export interface ResourceDefinition<A extends Attributes = Attributes, I extends keyof A & string = keyof A & string> {
  readonly kind: "resource";
  /** The noun in snake_case; Terraform's type is the provider's name, `_`, and this. */
  readonly type: string;
  readonly summary: string;
  /** Longer Markdown text for the reference page. */
  readonly description?: string;
  /** Incremented when a stored state needs an upgrade before it can be read; starts at 0. */
  readonly version: number;
  /** The way from each earlier version to the next one, for states that are stored. */
  readonly upgrades?: StateUpgrades;
  /** The attributes that make up an import id, in order, joined by `/`. */
  readonly importId: readonly I[];
  /** Other spellings of the import id, `{attribute}` standing for a value: `account/{id}`. */
  readonly importForms?: readonly string[];
  /** Exactly one attribute of each list must be set. */
  readonly exactlyOneOf?: readonly (readonly string[])[];
  /** At most one attribute of each list may be set. */
  readonly atMostOneOf?: readonly (readonly string[])[];
  /** Durations that only work together in one order. */
  readonly durationLimits?: readonly DurationLimit<string>[];
  /** A secret that may be kept encrypted. */
  readonly seals?: Sealing<string>;
  /** The attribute that is true for an object of the vendor's own, which nobody can change. */
  readonly builtIn?: string;
  /** The attribute that says when the object stops working by itself; null: never. */
  readonly endsAt?: string;
  /** Vendors may tell of an object when it was last used. @default none does */
  readonly isUsed?: boolean;
  /** How a new secret is made on demand. */
  readonly rotation?: Rotation<string>;
  readonly attributes: A;
}

/** The attributes by which a record with a secret gets a new one. */
export interface Rotation<Name extends string> {
  /** A map of the user's own values: a difference makes a new secret. */
  readonly trigger: Name;
  /** How long the old secret keeps working. */
  readonly overlap: Name;
  /** The old ones that keep working: a list of records with an `id`. */
  readonly retiring: Name;
}

/** One duration may not be longer than another. Not checked while either is missing or unknown. */
export interface DurationLimit<Name extends string> {
  readonly attribute: Name;
  readonly atMost: Name;
  /** What would go wrong otherwise: a sentence. */
  readonly because: string;
}

/**
 * A secret that is kept only as ciphertext if the user names recipients. The server of the record seals what a create or
 * an update returns, so that no adapter can forget it.
 */
export interface Sealing<Name extends string> {
  /** The secret: null if it is sealed. */
  readonly secret: Name;
  /** The age recipients that it is encrypted for: a set; null if it is kept unencrypted. */
  readonly recipients: Name;
  /** The armored ciphertext: null if the secret is kept unencrypted. */
  readonly into: Name;
}

/** A record that is looked up and never changed. */
export interface DataSourceDefinition<A extends Attributes = Attributes> {
  readonly kind: "dataSource";
  readonly type: string;
  readonly summary: string;
  readonly description?: string;
  readonly attributes: A;
}

/** What lives within one run is neither replaced nor stored: those traits are not legal here. */
export interface EphemeralAttributes {
  readonly [name: string]: Attribute<unknown, string, "secret" | "nullable">;
}

/** A record that lives for one run of Terraform and is stored nowhere. */
export interface EphemeralResourceDefinition<A extends EphemeralAttributes = EphemeralAttributes> {
  readonly kind: "ephemeralResource";
  readonly type: string;
  readonly summary: string;
  readonly description?: string;
  readonly attributes: A;
}

/** What a list of the objects of one noun can be asked: its attributes narrow the list. */
export interface ListResourceDefinition {
  readonly kind: "listResource";
  /** The noun's. */
  readonly type: string;
  readonly summary: string;
  readonly description?: string;
  readonly attributes: Attributes;
}

/** Something that is done on demand and leaves no state. */
export interface ActionDefinition {
  readonly kind: "action";
  readonly type: string;
  readonly summary: string;
  readonly description?: string;
  readonly attributes: Attributes;
}

type Draft<D> = Omit<D, "kind" | "version" | keyof Choices<Attributes>> & { readonly version?: number };

/** The parts of a definition that name its attributes. */
interface Choices<A extends Attributes> {
  readonly exactlyOneOf?: readonly (readonly NoInfer<keyof A & string>[])[];
  readonly atMostOneOf?: readonly (readonly NoInfer<keyof A & string>[])[];
  readonly durationLimits?: readonly DurationLimit<NoInfer<keyof A & string>>[];
  readonly seals?: Sealing<NoInfer<keyof A & string>>;
  readonly builtIn?: NoInfer<keyof A & string>;
  readonly endsAt?: NoInfer<keyof A & string>;
  readonly rotation?: Rotation<NoInfer<keyof A & string>>;
}

export function defineResource<const A extends Attributes, const I extends keyof A & string>(
  draft: Draft<ResourceDefinition<A, I>> & Choices<A>,
): ResourceDefinition<A, I> {
  return { version: 0, ...draft, kind: "resource" };
}

export function defineDataSource<const A extends Attributes>(
  draft: Omit<DataSourceDefinition<A>, "kind">,
): DataSourceDefinition<A> {
  return { ...draft, kind: "dataSource" };
}

export function defineEphemeralResource<const A extends EphemeralAttributes>(
  draft: Omit<EphemeralResourceDefinition<A>, "kind">,
): EphemeralResourceDefinition<A> {
  return { ...draft, kind: "ephemeralResource" };
}

export type AttributesOf<D> = D extends { readonly attributes: infer A extends Attributes } ? A : never;
export type ImportIdOf<D> = D extends ResourceDefinition<Attributes, infer I> ? I : never;
