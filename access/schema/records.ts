import type { Attribute, Attributes } from "./attribute.ts";
import type { Secret } from "./secret.ts";
import type { Dynamic } from "./wire-type.ts";
import type { Unknown } from "./unknown.ts";

/** Excludes write-only fields, which Terraform refuses in a set, and fields that replace the record. */
type Field = Attribute<unknown, "required" | "optional" | "defaulted", "secret">;

/** Fields of a nested record. */
export interface FieldAttributes {
  readonly [name: string]: Field;
}

type Value<A> = A extends Attribute<infer V, string, string> ? V : never;
type PresenceOf<A> = A extends Attribute<unknown, infer P, string> ? P : never;
type TraitsOf<A> = A extends Attribute<unknown, string, infer T> ? T : never;

type Has<A, Trait> = [Extract<TraitsOf<A>, Trait>] extends [never] ? false : true;

/** A nested record. Optional fields can be null, also those with a default: a configuration may leave them out. */
export type FieldValue<A extends FieldAttributes> = {
  readonly [K in keyof A]: PresenceOf<A[K]> extends "required" ? Value<A[K]> : Value<A[K]> | null;
};

/** `V` with `Unknown` allowed at every depth. */
export type Deep<V> = unknown extends V
  ? unknown
  : | Unknown
    | (V extends string | boolean | bigint | number | null | Secret | Dynamic
        ? V
        : V extends readonly (infer E)[]
          ? readonly Deep<E>[]
          : { readonly [K in keyof V]: Deep<V[K]> });

type InConfig<A extends Attributes> = {
  [K in keyof A]: PresenceOf<A[K]> extends "computed" ? never : K;
}[keyof A];

/** What the user wrote. Any value can be unknown; missing values are null. */
export type Config<A extends Attributes> = {
  readonly [K in InConfig<A>]: PresenceOf<A[K]> extends "required" ? Deep<Value<A[K]>> : Deep<Value<A[K]>> | null;
};

type Settled<A> =
  Has<A, "writeOnly"> extends true
    ? null
    : PresenceOf<A> extends "required" | "defaulted"
      ? Value<A>
      : PresenceOf<A> extends "computed"
        ? Has<A, "nullable"> extends true
          ? Value<A> | null
          : Value<A>
        : Value<A> | null;

/** What is stored. No value is unknown; a write-only attribute is always null. */
export type State<A extends Attributes> = { readonly [K in keyof A]: Settled<A[K]> };

/** The input of an apply: like `State`, but values that the vendor computes may be unknown. */
export type Plan<A extends Attributes> = {
  readonly [K in keyof A]: PresenceOf<A[K]> extends "computed" | "optionalComputed"
    ? Settled<A[K]> | Unknown
    : Settled<A[K]>;
};

/** A plan before the apply, in which values that depend on other resources can be unknown. */
export type Proposed<A extends Attributes> = { readonly [K in keyof A]: Deep<Settled<A[K]>> };

/** State after an import: the named attributes are set, the rest may be null. */
export type Prior<A extends Attributes, Known extends keyof A> = {
  readonly [K in keyof A]: K extends Known ? State<A>[K] : State<A>[K] | null;
};

type UnreadIn<A extends Attributes> = {
  [K in keyof A]: Has<A[K], "unread"> extends true ? K : never;
}[keyof A];

/** The result of a create, read or update: a state without the attributes that the vendor never returns. */
export type Returned<A extends Attributes> = { readonly [K in Exclude<keyof A, UnreadIn<A>>]: State<A>[K] } & {
  readonly [K in UnreadIn<A>]?: State<A>[K];
};
