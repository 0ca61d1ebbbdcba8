import type { Attributes, Type } from "#access/schema/attribute.ts";
import { toMeaning } from "#access/schema/equality.ts";
import { isUnknown } from "#access/schema/unknown.ts";
import type { AnyRecord } from "../engine/plan.ts";

/** Terraform normalizes all texts, the keys of maps among them, and has no element of a set twice. */
function normalize(type: Type, value: unknown): unknown {
  if (typeof value === "string") return value.normalize("NFC");
  if (typeof value !== "object" || value === null || isUnknown(value)) return value;
  switch (type.kind) {
    case "list":
      return (value as readonly unknown[]).map((element) => normalize(type.element, element));
    case "set": {
      const elements = (value as readonly unknown[]).map((element) => normalize(type.element, element));
      return [...new Map(elements.map((element) => [toMeaning(dropFormats(type.element), element), element])).values()];
    }
    case "map":
      return Object.fromEntries(
        Object.entries(value).map(([key, element]) => [key.normalize("NFC"), normalize(type.element, element)]),
      );
    case "object":
      return normalizeRecord(type.attributes, value as AnyRecord);
    default:
      return value;
  }
}

/** A configuration as Terraform sends it. */
export function normalizeRecord(attributes: Attributes, record: AnyRecord): AnyRecord {
  const known = Object.entries(attributes).filter(([name]) => name in record);
  return Object.fromEntries(known.map(([name, { facts }]) => [name, normalize(facts.type, record[name])]));
}

/** The same type without formats: Terraform compares texts as they are, apart from their Unicode form. */
export function dropFormats(type: Type): Type {
  switch (type.kind) {
    case "list":
    case "set":
    case "map":
      return { ...type, element: dropFormats(type.element) };
    case "object": {
      const attributes = Object.entries(type.attributes).map(([name, attribute]) => [
        name,
        { facts: { ...attribute.facts, type: dropFormats(attribute.facts.type) } },
      ]);
      return { ...type, attributes: Object.fromEntries(attributes) as Attributes };
    }
    case "text":
      return { kind: "text" };
    default:
      return type;
  }
}
