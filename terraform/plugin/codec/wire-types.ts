import type { Attributes, Type } from "#access/schema/attribute.ts";
import type { WireType } from "#access/schema/wire-type.ts";
import { ProtocolError } from "../protocol-error.ts";
import { toSnakeCase } from "#access/schema/names.ts";

const recordTypes = new WeakMap<Attributes, WireType>();

/** The type of a whole record, as Terraform sees it. */
export function toRecordWireType(attributes: Attributes): WireType {
  let type = recordTypes.get(attributes);
  if (type === undefined) {
    const entries = Object.entries(attributes).map(([name, { facts }]) => [toSnakeCase(name), toWireType(facts.type)]);
    type = ["object", Object.fromEntries(entries) as Record<string, WireType>];
    recordTypes.set(attributes, type);
  }
  return type;
}

export function toWireType(type: Type): WireType {
  switch (type.kind) {
    case "text":
      return "string";
    case "bool":
      return "bool";
    case "number":
    case "integer":
      return "number";
    case "dynamic":
      return "dynamic";
    case "object":
      return toRecordWireType(type.attributes);
    case "list":
    case "set":
    case "map":
      return [type.kind, toWireType(type.element)];
  }
}

/**
 * The type of a function's parameter. Only in signatures does Terraform let a caller leave out the optional fields of an
 * object: the type lists their names at its end.
 */
export function toParameterType(type: Type): unknown {
  switch (type.kind) {
    case "list":
    case "set":
    case "map":
      return [type.kind, toParameterType(type.element)];
    case "object": {
      const entries = Object.entries(type.attributes);
      const fields = entries.map(([name, { facts }]) => [toSnakeCase(name), toParameterType(facts.type)]);
      const optional = entries
        .filter(([, { facts }]) => facts.presence === "optional" || facts.presence === "defaulted")
        .map(([name]) => toSnakeCase(name));
      return ["object", Object.fromEntries(fields), ...(optional.length === 0 ? [] : [optional])];
    }
    default:
      return toWireType(type);
  }
}

const primitives = new Set(["string", "number", "bool", "dynamic"]);

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Checks a type that came over the wire, in a `dynamic` value. */
export function parseWireType(json: unknown): WireType {
  if (typeof json === "string" && primitives.has(json)) return json as WireType;
  if (Array.isArray(json) && json.length >= 2) {
    const [kind, inner] = json as [unknown, unknown];
    if (kind === "list" || kind === "set" || kind === "map") return [kind, parseWireType(inner)];
    if (kind === "tuple" && Array.isArray(inner)) return ["tuple", inner.map(parseWireType)];
    if (kind === "object" && isRecord(inner)) {
      const entries = Object.entries(inner).map(([name, type]) => [name, parseWireType(type)]);
      return ["object", Object.fromEntries(entries) as Record<string, WireType>];
    }
  }
  throw new ProtocolError(`${JSON.stringify(json)} is not a Terraform type`);
}
