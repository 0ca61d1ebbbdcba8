import type { Format } from "./formats.ts";
import type { Secret } from "./secret.ts";

export interface ScalarType {
  readonly kind: "text" | "bool" | "number" | "integer" | "dynamic";
  readonly format?: Format;
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

/** Who gives an attribute its value: the user always, the user if they like, the vendor, or either of the last two. */
export type Presence = "required" | "optional" | "computed" | "optionalComputed" | "defaulted";

type Writable = "required" | "optional" | "optionalComputed" | "defaulted";

interface Facts {
  readonly type: Type;
  readonly presence: Presence;
  /** One or more sentences for the reference page and the editor. */
  readonly doc: string;
  readonly isSecret: boolean;
  readonly isNullable: boolean;
  readonly isWriteOnly: boolean;
  readonly isReadBack: boolean;
  readonly replaces: boolean;
  readonly changesWith: readonly string[];
  readonly refersTo?: string;
  readonly defaultValue?: unknown;
}

/** Resolves to `Self` where the call is legal and to `never`, which no value satisfies, where it is not. */
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

  /** The vendor fills it in where the user leaves it out; what it was is kept in later plans. */
  computed(
    this: Legal<Both<Among<P, "optional">, Lacks<T, "writeOnly">>, Attribute<V, P, T>>,
  ): Attribute<V, "optionalComputed", T> {
    return this.#with({ presence: "optionalComputed" });
  }

  /** What it is where the user leaves it out. */
  default(
    this: Legal<Both<Among<P, "optional">, Lacks<T, "writeOnly">>, Attribute<V, P, T>>,
    value: NoInfer<V>,
  ): Attribute<V, "defaulted", T> {
    return this.#with({ presence: "defaulted", defaultValue: value });
  }

  /** A change makes a new thing and deletes the old one. */
  replaces(this: Legal<Among<P, Writable>, Attribute<V, P, T>>): Attribute<V, P, T | "replaces"> {
    return this.#with({ replaces: true });
  }

  /** Shown by nobody: marked sensitive in Terraform as a whole, each text held as `Secret` in TypeScript. */
  secret(this: Legal<Among<V, string>, Attribute<V, P, T>>): Attribute<Secret, P, T | "secret">;
  secret(this: Legal<Among<V, TextMap>, Attribute<V, P, T>>): Attribute<SecretMap, P, T | "secret">;
  secret(): Attribute<unknown, P, T | "secret"> {
    return this.#with({ isSecret: true });
  }

  /** The vendor never returns it: reading keeps what state has, and an import leaves it null. */
  notReadBack(): Attribute<V, P, T | "nullable" | "unread"> {
    return this.#with({ isReadBack: false, isNullable: true });
  }

  /** A computed value that can be absent. */
  nullable(this: Legal<Among<P, "computed">, Attribute<V, P, T>>): Attribute<V, P, T | "nullable"> {
    return this.#with({ isNullable: true });
  }

  /** Given at apply and stored nowhere; read it from the configuration. */
  writeOnly(
    this: Legal<Among<P, "required" | "optional">, Attribute<V, P, T>>,
  ): Attribute<V, P, Exclude<T, "replaces"> | "writeOnly" | "unread"> {
    return this.#with({ isWriteOnly: true, isReadBack: false });
  }

  /** A computed value that may be another once one of these attributes changes. */
  changesWith(
    this: Legal<Among<P, "computed" | "optionalComputed">, Attribute<V, P, T>>,
    ...names: readonly string[]
  ): Attribute<V, P, T> {
    return this.#with({ changesWith: names });
  }

  /** It holds the id of a record of another noun. */
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
  /** Never present at run time: it carries `V` for inference. */
  readonly value?: V;
}

export type ValueOf<T> = T extends Typed<infer V> ? V : never;
