import type { ScalarType, Type } from "./attribute.ts";
import { Decimal, type Numeric, toDecimal } from "./decimal.ts";
import { Secret } from "./secret.ts";
import { isUnknown } from "./unknown.ts";
import { Dynamic } from "./wire-type.ts";

function textKey(type: ScalarType, value: unknown): string {
  const plain = value instanceof Secret ? value.open() : String(value);
  // Terraform normalizes every text that it is given, so a vendor's other spelling of "é" is no other value.
  return type.format?.accepts(plain) === true ? type.format.canonical(plain) : plain.normalize("NFC");
}

function numberKey(value: Numeric): string {
  if (typeof value === "number" && !Number.isFinite(value)) return String(value);
  return toDecimal(value).canonical();
}

function sortedEntries(value: object, each: (inner: unknown) => unknown): readonly (readonly [string, unknown])[] {
  const entries = Object.entries(value).map(([name, inner]): [string, unknown] => [name, each(inner)]);
  return entries.sort(([a], [b]) => (a < b ? -1 : 1));
}

function untypedKey(value: unknown): unknown {
  if (isUnknown(value)) return { unknown: true };
  if (value instanceof Dynamic) return [value.type, untypedKey(value.value)];
  if (typeof value === "number" || typeof value === "bigint" || value instanceof Decimal) return numberKey(value);
  if (Array.isArray(value)) return value.map(untypedKey);
  if (typeof value !== "object" || value === null) return value;
  return sortedEntries(value, untypedKey);
}

function key(type: Type, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (isUnknown(value)) return { unknown: true };
  switch (type.kind) {
    case "list":
      return (value as readonly unknown[]).map((element) => key(type.element, element));
    case "set": {
      const keys = (value as readonly unknown[]).map((element) => JSON.stringify(key(type.element, element)));
      return [...new Set(keys)].sort();
    }
    case "map":
      return sortedEntries(value, (inner) => key(type.element, inner));
    case "object": {
      const record = value as Record<string, unknown>;
      return Object.entries(type.attributes).map(([name, inner]) => key(inner.facts.type, record[name]));
    }
    case "number":
    case "integer":
      return numberKey(value as Numeric);
    case "dynamic":
      return untypedKey(value);
    case "text":
    case "bool":
      return typeof value === "boolean" ? value : textKey(type, value);
  }
}

/** One text for all values that mean the same by `type`: sets in any order, one moment in any offset. */
export function meaning(type: Type, value: unknown): string {
  return JSON.stringify(key(type, value));
}

/** Whether two values mean the same, however they are spelled. Unknown equals unknown alone. */
export function means(type: Type, left: unknown, right: unknown): boolean {
  return left === right || meaning(type, left) === meaning(type, right);
}
