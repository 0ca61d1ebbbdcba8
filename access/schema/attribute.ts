import type { Format } from "./formats.ts";
import type { Secret } from "./secret.ts";

export interface ScalarType {
  readonly kind: "text" | "bool" | "number" | "integer" | "dynamic";
  readonly format?: Format;
  /** The only texts that are accepted. */
  readonly oneOf?: readonly string[];
}

export interface CollectionType {
  readonly kind: "list" | "set" | "map";
  readonly element: Type;
}

export interface ObjectType {
  readonly kind: "object";
  readonly attributes: Attributes;
}

/** The shape of an attribute's value. */
export type Type = ScalarType | CollectionType | ObjectType;

/** Who sets an attribute: the user always, the user optionally, the vendor, or the user and otherwise the vendor. */
export type Presence = "required" | "optional" | "computed" | "optionalComputed" | "defaulted";

/** What a change of an attribute does: updates the record, makes another and deletes the old one, or makes a new secret. */
export type ChangeEffect = "inPlace" | "replaces" | "rotates";

type Writable = "required" | "optional" | "optionalComputed" | "defaulted";

interface Facts {
  readonly type: Type;
  readonly presence: Presence;
  /**
   * One or more sentences for the reference page and the editor. They do not mention accepted values or the effect of a
   * change: `describeAttribute` adds those from `oneOf`, `format` and `change`.
   */
  readonly doc: string;
  readonly isSecret: boolean;
  readonly isNullable: boolean;
  readonly isWriteOnly: boolean;
  readonly isReadBack: boolean;
  readonly change: ChangeEffect;
  readonly changesWith: readonly string[];
  readonly refersTo?: string;
  readonly nullWithout?: readonly string[];
  readonly defaultValue?: unknown;
}

/** Resolves to `Self` if the call is legal, and otherwise to `never`, which no value satisfies. */
type Legal<Ok extends boolean, Self> = Ok extends true ? Self : never;
type Among<P, Wanted> = [P] extends [Wanted] ? true : false;
type SecretMap = { readonly [key: string]: Secret };
type TextMap = { readonly [key: string]: string };
type Lacks<T, Trait> = [Extract<T, Trait>] extends [never] ? true : false;
type Both<A extends boolean, B extends boolean> = A extends true ? B : false;

/**
 * One attribute of a record. `V` is its value, `P` its presence, `T` the union of its traits; each method returns a new
 * attribute, and a combination that Terraform would refuse does not compile.
 */
export class Attribute<V, P extends string, T extends string> {
  declare readonly types?: { readonly value: V; readonly presence: P; readonly traits: T };
  readonly facts: Facts;

  constructor(facts: Facts) {
    this.facts = facts;
  }

  #with<V2, P2 extends string, T2 extends string>(change: Partial<Facts>): Attribute<V2, P2, T2> {
    return new Attribute({ ...this.facts, ...change });
  }

  /** The vendor sets it if the user does not; later plans keep its value. */
  computed(
    this: Legal<Both<Among<P, "optional">, Lacks<T, "writeOnly">>, Attribute<V, P, T>>,
  ): Attribute<V, "optionalComputed", T> {
    return this.#with({ presence: "optionalComputed" });
  }

  /** The value if the user sets none. */
  default(
    this: Legal<Both<Among<P, "optional">, Lacks<T, "writeOnly">>, Attribute<V, P, T>>,
    value: NoInfer<V>,
  ): Attribute<V, "defaulted", T> {
    return this.#with({ presence: "defaulted", defaultValue: value });
  }

  /** A change makes a new record and deletes the old one. */
  replaces(
    this: Legal<Both<Among<P, Writable>, Lacks<T, "rotates">>, Attribute<V, P, T>>,
  ): Attribute<V, P, T | "replaces"> {
    return this.#with({ change: "replaces" });
  }

  /** A change makes a new secret; the record and what refers to it stay. */
  rotates(
    this: Legal<Both<Among<P, Writable>, Lacks<T, "replaces">>, Attribute<V, P, T>>,
  ): Attribute<V, P, T | "rotates"> {
    return this.#with({ change: "rotates" });
  }

  /** Never shown: marked sensitive in Terraform as a whole; each text is a `Secret` in TypeScript. */
  secret(this: Legal<Among<V, string>, Attribute<V, P, T>>): Attribute<Secret, P, T | "secret">;
  secret(this: Legal<Among<V, TextMap>, Attribute<V, P, T>>): Attribute<SecretMap, P, T | "secret">;
  secret(): Attribute<unknown, P, T | "secret"> {
    return this.#with({ isSecret: true });
  }

  /** The vendor never returns it: a read keeps what state has, and an import leaves it null. */
  notReadBack(): Attribute<V, P, T | "nullable" | "unread"> {
    return this.#with({ isReadBack: false, isNullable: true });
  }

  /** A computed value that can be absent. */
  nullable(this: Legal<Among<P, "computed">, Attribute<V, P, T>>): Attribute<V, P, T | "nullable"> {
    return this.#with({ isNullable: true });
  }

  /** Given at apply and never stored; read it from the configuration. */
  writeOnly(
    this: Legal<Among<P, "required" | "optional">, Attribute<V, P, T>>,
  ): Attribute<V, P, Exclude<T, "replaces"> | "writeOnly" | "unread"> {
    return this.#with({ isWriteOnly: true, isReadBack: false });
  }

  /** A computed value that may change when one of these attributes changes. */
  changesWith(
    this: Legal<Among<P, "computed" | "optionalComputed">, Attribute<V, P, T>>,
    ...names: readonly string[]
  ): Attribute<V, P, T> {
    return this.#with({ changesWith: names });
  }

  /** The vendor sets it only where one of these attributes is set: if none is, and it is not set either, it is null. */
  nullWithout(
    this: Legal<Among<P, "optionalComputed">, Attribute<V, P, T>>,
    ...names: readonly [string, ...string[]]
  ): Attribute<V, P, T> {
    return this.#with({ nullWithout: names });
  }

  /**
   * The same for a record that lives for one run: nothing replaces it, and nothing of it is read back later.
   * @param doc in place of the documentation, which may speak of state
   */
  forOneRun(doc = this.facts.doc): Attribute<V, P, Exclude<T, "replaces" | "rotates" | "unread">> {
    return this.#with({ doc, change: "inPlace", isReadBack: true });
  }

  /** It contains the id of a record of another noun. */
  refersTo(noun: string): Attribute<V, P, T> {
    return this.#with({ refersTo: noun });
  }
}

export interface Attributes {
  readonly [name: string]: Attribute<unknown, string, string>;
}

/** A type together with the TypeScript type of its known values. */
export interface Typed<V> {
  readonly type: Type;
  /** Never present at run time: it carries `V` for type inference. */
  readonly value?: V;
}

export type ValueOf<T> = T extends Typed<infer V> ? V : never;
