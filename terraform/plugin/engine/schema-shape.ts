import { describeAttribute } from "#access/schema/describe.ts";
import type { Attribute, Attributes, Presence, Type } from "#access/schema/attribute.ts";
import type { WireType } from "#access/schema/wire-type.ts";
import { toSnakeCase } from "#access/schema/names.ts";
import { toWireType } from "../codec/wire-types.ts";

/** An attribute, described for Terraform: for the protocol's schema and for the JSON one. */
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

function describePresence(presence: Presence): Pick<AttributeShape, "required" | "optional" | "computed"> {
  return {
    required: presence === "required",
    optional: presence === "optional" || presence === "optionalComputed" || presence === "defaulted",
    computed: presence === "computed" || presence === "optionalComputed" || presence === "defaulted",
  };
}

function describeValue(type: Type, isComputed: boolean): AttributeShape["value"] {
  if (type.kind === "object") {
    return { kind: "nested", nesting: "single", attributes: describeAttributes(type.attributes, isComputed) };
  }
  if ((type.kind === "list" || type.kind === "set" || type.kind === "map") && type.element.kind === "object") {
    const attributes = describeAttributes(type.element.attributes, isComputed);
    return { kind: "nested", nesting: type.kind, attributes };
  }
  return { kind: "plain", type: toWireType(type) };
}

function describeOne(name: string, attribute: Attribute<unknown, string, string>, within: boolean): AttributeShape {
  const { facts } = attribute;
  const flags = describePresence(within ? "computed" : facts.presence);
  return {
    name: toSnakeCase(name),
    description: describeAttribute(attribute),
    ...flags,
    sensitive: facts.isSecret,
    writeOnly: facts.isWriteOnly,
    value: describeValue(facts.type, within || facts.presence === "computed"),
  };
}

/**
 * Describes a record for Terraform, in the order of Terraform's names. `isComputed` says that the whole record comes
 * from the vendor, so that its fields do too.
 */
export function describeAttributes(attributes: Attributes, isComputed = false): readonly AttributeShape[] {
  return Object.entries(attributes)
    .map(([name, attribute]) => describeOne(name, attribute, isComputed))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
