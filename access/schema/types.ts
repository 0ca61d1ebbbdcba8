import { Attribute, type Type, type Typed } from "./attribute.ts";
import type { Numeric } from "./decimal.ts";
import {
  ageRecipient as ageRecipientFormat,
  duration as durationFormat,
  emailAddress as emailAddressFormat,
  instant as instantFormat,
  span as spanFormat,
  spanWithin as createSpanFormat,
} from "./formats.ts";
import type { FieldAttributes, FieldValue } from "./records.ts";
import type { Dynamic } from "./wire-type.ts";

/** A type from which attributes are made; each takes the attribute's documentation. */
export interface AttributeType<V> extends Typed<V> {
  required(doc: string): Attribute<V, "required", never>;
  optional(doc: string): Attribute<V, "optional", never>;
  computed(doc: string): Attribute<V, "computed", never>;
}

function attributeType<V>(type: Type): AttributeType<V> {
  const make = (presence: "required" | "optional" | "computed", doc: string) => ({
    type,
    presence,
    doc,
    isSecret: false,
    isNullable: false,
    isWriteOnly: false,
    isReadBack: true,
    change: "inPlace" as const,
    changesWith: [],
  });
  return {
    type,
    required: (doc) => new Attribute(make("required", doc)),
    optional: (doc) => new Attribute(make("optional", doc)),
    computed: (doc) => new Attribute(make("computed", doc)),
  };
}

/** Text, free or one of a few words. */
export interface TextType extends AttributeType<string> {
  /** A text that is one of these words: validate refuses any other, and pages list them. */
  oneOf<const Words extends readonly [string, ...string[]]>(...words: Words): AttributeType<Words[number]>;
}

export const text: TextType = {
  ...attributeType<string>({ kind: "text" }),
  oneOf: (...words) => attributeType({ kind: "text", oneOf: words }),
};
export const bool = attributeType<boolean>({ kind: "bool" });
/** Any number, exact: see `Numeric`. */
export const number = attributeType<Numeric>({ kind: "number" });
/** A whole number of any size. */
export const integer = attributeType<bigint>({ kind: "integer" });
/** A value of any type, chosen by the user. */
export const dynamic = attributeType<Dynamic>({ kind: "dynamic" });
/** An instant, RFC 3339: `2027-01-31T00:00:00Z`. Two spellings of one instant are equal. */
export const instant = attributeType<string>({ kind: "text", format: instantFormat });
/** A duration in Go's notation, extended by days: `90d`, `36h`, `1h30m`, `30s`. */
export const duration = attributeType<string>({ kind: "text", format: durationFormat });
/** A duration longer than zero. */
export const span = attributeType<string>({ kind: "text", format: spanFormat });
/** A duration within limits, such as `1m` and `1h`. */
export const spanWithin = (shortest: string, longest: string): AttributeType<string> =>
  attributeType({ kind: "text", format: createSpanFormat(shortest, longest) });
/** An age public key: `age1…`. */
export const ageRecipient = attributeType<string>({ kind: "text", format: ageRecipientFormat });

/** An email address. Two addresses that differ only in case are equal. */
export const emailAddress = attributeType<string>({ kind: "text", format: emailAddressFormat });

export function list<V>(element: Typed<V>): AttributeType<readonly V[]> {
  return attributeType({ kind: "list", element: element.type });
}

/** Unordered, each value once; an array in TypeScript. */
export function set<V>(element: Typed<V> & WithoutDynamic<V>): AttributeType<readonly V[]> {
  return attributeType({ kind: "set", element: element.type });
}

export function map<V>(element: Typed<V>): AttributeType<{ readonly [key: string]: V }> {
  return attributeType({ kind: "map", element: element.type });
}

/** A nested record, whose fields are required or optional, with or without a default. */
export function object<A extends FieldAttributes>(attributes: A): AttributeType<FieldValue<A>> {
  return attributeType({ kind: "object", attributes });
}

/** Terraform does not accept a dynamic value inside a set, so neither does the type. */
type WithoutDynamic<V> = [Extract<V, Dynamic>] extends [never] ? unknown : never;
