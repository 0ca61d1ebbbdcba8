export type Scalar = "string" | "bytes" | "bool" | "int64" | "int32" | "uint32";

export interface EnumType {
  readonly kind: "enum";
  readonly name: string;
  readonly values: Readonly<Record<string, number>>;
}

/** `Value` is the decoded message, `Given` what the encoder accepts. */
export interface MessageType<Value = unknown, Given = unknown> {
  readonly kind: "message";
  readonly name: string;
  /** Called on first use: messages may contain each other, and a start does not need the fields. */
  readonly fields: () => readonly Field[];
  readonly types?: { readonly value: Value; readonly given: Given };
}

export type FieldType = Scalar | EnumType | MessageType;

export interface Field {
  readonly number: number;
  readonly key: string;
  readonly type: FieldType;
  readonly label: "one" | "optional" | "repeated" | "map";
  /** The oneof that the field is a member of. */
  readonly oneof: string | undefined;
}

/**
 * A message as it is decoded: scalars, lists and maps are always there, sub-messages and optional fields may be undefined.
 * Enums are the protocol's own names; a number that has no name here reads as the name of 0.
 */
export type Infer<M> = M extends MessageType<infer Value> ? Value : never;

/** What the encoder accepts: fields that are left out, at any depth, have their protobuf default. */
export type Init<M> = M extends MessageType<unknown, infer Given> ? Given : never;

export function message<Value, Given>(name: string, fields: () => readonly Field[]): MessageType<Value, Given> {
  return { kind: "message", name, fields };
}

export function enumeration(name: string, values: Readonly<Record<string, number>>): EnumType {
  return { kind: "enum", name, values };
}

function makeField(label: Field["label"]) {
  return (number: number, key: string, type: FieldType): Field => ({ number, key, type, label, oneof: undefined });
}

export const one = makeField("one");
export const optional = makeField("optional");
export const repeated = makeField("repeated");

/** A map whose keys are strings: the protocol has no other. */
export const map = makeField("map");

/** A field of a oneof: of all its members a message holds at most one. */
export function member(oneof: string, field: Field): Field {
  return { ...field, oneof };
}
