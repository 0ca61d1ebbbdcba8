import type { Attribute, Attributes, Presence, Type } from "#access/schema/attribute.ts";
import type { WireType } from "#access/schema/wire-type.ts";
import { snakeCase } from "#access/schema/names.ts";
import { wireType } from "../codec/wire-types.ts";

/** An attribute as Terraform wants it described, whatever the form it is written in. */
export interface AttributeShape {
  /** Terraform's spelling. */
  readonly name: string;
  readonly description: string;
  readonly required: boolean;
  readonly optional: boolean;
  readonly computed: boolean;
  readonly sensitive: boolean;
  readonly writeOnly: boolean;
  readonly value: { readonly kind: "plain"; readonly type: WireType } | NestedShape;
}

export interface NestedShape {
  readonly kind: "nested";
  readonly nesting: "single" | "list" | "set" | "map";
  readonly attributes: readonly AttributeShape[];
}

function presenceFlags(presence: Presence): Pick<AttributeShape, "required" | "optional" | "computed"> {
  return {
    required: presence === "required",
    optional: presence === "optional" || presence === "optionalComputed" || presence === "defaulted",
    computed: presence === "computed" || presence === "optionalComputed" || presence === "defaulted",
  };
}

function valueShape(type: Type, isComputed: boolean): AttributeShape["value"] {
  if (type.kind === "object") {
    return { kind: "nested", nesting: "single", attributes: attributeShapes(type.attributes, isComputed) };
  }
  if ((type.kind === "list" || type.kind === "set" || type.kind === "map") && type.element.kind === "object") {
    const attributes = attributeShapes(type.element.attributes, isComputed);
    return { kind: "nested", nesting: type.kind, attributes };
  }
  return { kind: "plain", type: wireType(type) };
}

function attributeShape(name: string, { facts }: Attribute<unknown, string, string>, within: boolean): AttributeShape {
  const flags = presenceFlags(within ? "computed" : facts.presence);
  return {
    name: snakeCase(name),
    description: facts.doc,
    ...flags,
    sensitive: facts.isSecret,
    writeOnly: facts.isWriteOnly,
    value: valueShape(facts.type, within || facts.presence === "computed"),
  };
}

/**
 * Describes a record for Terraform, in the order of Terraform's names. `isComputed` says that the whole record comes
 * from the vendor, so that its fields do too.
 */
export function attributeShapes(attributes: Attributes, isComputed = false): readonly AttributeShape[] {
  return Object.entries(attributes)
    .map(([name, attribute]) => attributeShape(name, attribute, isComputed))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
