export type Scalar = "string" | "bytes" | "bool" | "int64" | "int32" | "uint32";

interface ScalarTypes {
  string: string;
  bytes: Uint8Array;
  bool: boolean;
  int64: bigint;
  int32: number;
  uint32: number;
}

type Label = "one" | "optional" | "repeated" | "map";
type Presence = "always" | "maybe";

export interface EnumType<Name extends string = string> {
  readonly kind: "enum";
  readonly name: string;
  readonly values: Readonly<Record<Name, number>>;
}

export interface MessageType<Value = unknown, Given = unknown> {
  readonly kind: "message";
  readonly name: string;
  readonly fields: Fields;
  readonly infer?: { readonly value: Value; readonly init: Given };
}

export type FieldType = Scalar | EnumType | MessageType | (() => MessageType);

export interface Field<Value = unknown, Given = unknown, P extends Presence = Presence> {
  readonly kind: "field";
  readonly number: number;
  readonly type: FieldType;
  readonly label: Label;
  readonly infer?: { readonly value: Value; readonly init: Given; readonly presence: P };
}

export interface Oneof<Members extends OneofMembers = OneofMembers> {
  readonly kind: "oneof";
  readonly members: Members;
}

type OneofMembers = Readonly<Record<string, Field>>;
export type Fields = Readonly<Record<string, Field | Oneof>>;

type ValueOf<F> = F extends Field<infer Value> ? Value : F extends Oneof<infer M> ? OneofValue<M> : never;
type InitOf<F> = F extends Field<unknown, infer Given> ? Given : F extends Oneof<infer M> ? OneofInit<M> : never;
type OneofValue<M> = { [K in keyof M]: { readonly kind: K; readonly value: ValueOf<M[K]> } }[keyof M];
type OneofInit<M> = { [K in keyof M]: { readonly kind: K; readonly value: InitOf<M[K]> } }[keyof M];
type Always<F> = { [K in keyof F]: F[K] extends Field<unknown, unknown, "always"> ? K : never }[keyof F];

type MessageValue<F> = { readonly [K in Always<F>]: ValueOf<F[K]> } & {
  readonly [K in Exclude<keyof F, Always<F>>]?: ValueOf<F[K]> | undefined;
};
type MessageInit<F> = { readonly [K in keyof F]?: InitOf<F[K]> | undefined };

/**
 * A message as it is decoded: scalars, lists and maps are always there, sub-messages and optional fields may be undefined.
 * Enums are the protocol's own names; a number that has no name here reads as the name of 0.
 */
export type Infer<M> = M extends MessageType<infer Value> ? Value : never;

/** A message as the encoder takes it: whatever is left out, at any depth, has its protobuf default. */
export type Init<M> = M extends MessageType<unknown, infer Given> ? Given : never;

/** The names of an enum's values. */
export type NameOf<E> = E extends EnumType<infer Name> ? Name : never;

export function message<const F extends Fields>(name: string, fields: F): MessageType<MessageValue<F>, MessageInit<F>> {
  return { kind: "message", name, fields };
}

export function enumeration<Name extends string>(name: string, values: Readonly<Record<Name, number>>): EnumType<Name> {
  return { kind: "enum", name, values };
}

function scalar<S extends Scalar>(type: S) {
  return (number: number): Field<ScalarTypes[S], ScalarTypes[S], "always"> => ({
    kind: "field",
    number,
    type,
    label: "one",
  });
}

export const string = scalar("string");
export const bytes = scalar("bytes");
export const bool = scalar("bool");
export const int64 = scalar("int64");
export const int32 = scalar("int32");
export const uint32 = scalar("uint32");

/** A field that holds another message. */
export function sub<Value, Given>(number: number, type: MessageType<Value, Given>): Field<Value, Given, "maybe"> {
  return { kind: "field", number, type, label: "one" };
}

/** A field that holds a message declared further down, where two messages hold each other. */
export function later<Value, Given>(
  number: number,
  type: () => MessageType<Value, Given>,
): Field<Value, Given, "maybe"> {
  return { kind: "field", number, type, label: "one" };
}

export function choice<Name extends string>(number: number, type: EnumType<Name>): Field<Name, Name, "always"> {
  return { kind: "field", number, type, label: "one" };
}

export function optional<Value, Given>(field: Field<Value, Given>): Field<Value, Given, "maybe"> {
  return { kind: "field", number: field.number, type: field.type, label: "optional" };
}

export function repeated<Value, Given>(
  field: Field<Value, Given>,
): Field<readonly Value[], readonly Given[], "always"> {
  return { kind: "field", number: field.number, type: field.type, label: "repeated" };
}

/** A map whose keys are strings: the protocol has no other. */
export function map<Value, Given>(
  field: Field<Value, Given>,
): Field<Readonly<Record<string, Value>>, Readonly<Record<string, Given>>, "always"> {
  return { kind: "field", number: field.number, type: field.type, label: "map" };
}

export function oneof<const Members extends OneofMembers>(members: Members): Oneof<Members> {
  return { kind: "oneof", members };
}
