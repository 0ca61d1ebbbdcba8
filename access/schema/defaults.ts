import type { Type } from "./attribute.ts";
import { isUnknown } from "./unknown.ts";

function mapElements(elements: readonly unknown[], type: Type): readonly unknown[] {
  const filled = elements.map((element) => fillDefaults(type, element));
  return filled.some((element, index) => element !== elements[index]) ? filled : elements;
}

function fillRecord(record: object, fill: (name: string, value: unknown) => unknown): object {
  const entries = Object.entries(record);
  const filled = entries.map(([name, value]) => [name, fill(name, value)] as const);
  return filled.some(([, value], index) => value !== entries[index]?.[1]) ? Object.fromEntries(filled) : record;
}

/** Writes out the defaults of nested records. Returns the same value if there is none to write. */
export function fillDefaults(type: Type, value: unknown): unknown {
  if (typeof value !== "object" || value === null || isUnknown(value)) return value;
  switch (type.kind) {
    case "list":
    case "set":
      return Array.isArray(value) ? mapElements(value, type.element) : value;
    case "map":
      return fillRecord(value, (_, inner) => fillDefaults(type.element, inner));
    case "object":
      return fillRecord(value, (name, inner) => {
        const facts = type.attributes[name]?.facts;
        return facts === undefined ? inner : fillDefaults(facts.type, inner ?? facts.defaultValue ?? inner);
      });
    default:
      return value;
  }
}
