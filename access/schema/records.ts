import type { Attribute, Attributes } from "./attribute.ts";
import type { Secret } from "./secret.ts";
import type { Dynamic } from "./wire-type.ts";
import type { Unknown } from "./unknown.ts";

/** Terraform refuses write-only fields in a set, and nothing replaces a part of a record: neither trait is legal here. */
type Field = Attribute<unknown, "required" | "optional", "secret">;

/** Fields of a nested record. */
export interface FieldAttributes {
  readonly [name: string]: Field;
}

type Value<A> = A extends Attribute<infer V, string, string> ? V : never;
type PresenceOf<A> = A extends Attribute<unknown, infer P, string> ? P : never;
type TraitsOf<A> = A extends Attribute<unknown, string, infer T> ? T : never;

type Has<A, Trait> = [Extract<TraitsOf<A>, Trait>] extends [never] ? false : true;

/** A nested record: what is optional can be null. */
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

/** What the user wrote. Anything can be unknown; what they left out is null. */
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

/** What is stored. Nothing is unknown; a write-only attribute is always null. */
export type State<A extends Attributes> = { readonly [K in keyof A]: Settled<A[K]> };

/** What an apply starts from: as `State`, save that the vendor has yet to fill in what it computes. */
export type Plan<A extends Attributes> = {
  readonly [K in keyof A]: PresenceOf<A[K]> extends "computed" | "optionalComputed"
    ? Settled<A[K]> | Unknown
    : Settled<A[K]>;
};

/** What a plan may hold before the apply: a value that depends on another resource can still be unknown. */
export type Proposed<A extends Attributes> = { readonly [K in keyof A]: Deep<Settled<A[K]>> };

/** State that an import may have only begun to fill: the named attributes are there, the rest may be null. */
export type Prior<A extends Attributes, Known extends keyof A> = {
  readonly [K in keyof A]: K extends Known ? State<A>[K] : State<A>[K] | null;
};

type UnreadIn<A extends Attributes> = {
  [K in keyof A]: Has<A[K], "unread"> extends true ? K : never;
}[keyof A];

/** What a create, read or update answers: a state in which what the vendor never returns may be left out. */
export type Returned<A extends Attributes> = { readonly [K in Exclude<keyof A, UnreadIn<A>>]: State<A>[K] } & {
  readonly [K in UnreadIn<A>]?: State<A>[K];
};
