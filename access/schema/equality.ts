import type { ScalarType, Type } from "./attribute.ts";
import { Decimal, type Numeric, toDecimal } from "./decimal.ts";
import { Secret } from "./secret.ts";
import { isUnknown } from "./unknown.ts";
import { Dynamic } from "./wire-type.ts";

function toTextKey(type: ScalarType, value: unknown): string {
  const plain = value instanceof Secret ? value.open() : String(value);
  // Terraform normalizes every text, so "é" in another Unicode form is the same value.
  return type.format?.accepts(plain) === true ? type.format.canonical(plain) : plain.normalize("NFC");
}

function toNumberKey(value: Numeric): string {
  if (typeof value === "number" && !Number.isFinite(value)) return String(value);
  return toDecimal(value).canonical();
}

function sortEntries(value: object, each: (inner: unknown) => unknown): readonly (readonly [string, unknown])[] {
  const entries = Object.entries(value).map(([name, inner]): [string, unknown] => [name, each(inner)]);
  return entries.sort(([a], [b]) => (a < b ? -1 : 1));
}

function toUntypedKey(value: unknown): unknown {
  if (isUnknown(value)) return { unknown: true };
  if (value instanceof Dynamic) return [value.type, toUntypedKey(value.value)];
  if (typeof value === "number" || typeof value === "bigint" || value instanceof Decimal) return toNumberKey(value);
  if (Array.isArray(value)) return value.map(toUntypedKey);
  if (typeof value !== "object" || value === null) return value;
  return sortEntries(value, toUntypedKey);
}

function toKey(type: Type, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (isUnknown(value)) return { unknown: true };
  switch (type.kind) {
    case "list":
      return (value as readonly unknown[]).map((element) => toKey(type.element, element));
    case "set": {
      const keys = (value as readonly unknown[]).map((element) => JSON.stringify(toKey(type.element, element)));
      return [...new Set(keys)].sort();
    }
    case "map":
      return sortEntries(value, (inner) => toKey(type.element, inner));
    case "object": {
      const record = value as Record<string, unknown>;
      return Object.entries(type.attributes).map(([name, { facts }]) =>
        // A default that is written out means what leaving it out means.
        toKey(facts.type, record[name] ?? facts.defaultValue),
      );
    }
    case "number":
    case "integer":
      return toNumberKey(value as Numeric);
    case "dynamic":
      return toUntypedKey(value);
    case "text":
    case "bool":
      return typeof value === "boolean" ? value : toTextKey(type, value);
  }
}

/** Returns the same text for all spellings of a value: sets in any order, an instant with any offset, a default of a nested record. */
export function toMeaning(type: Type, value: unknown): string {
  return JSON.stringify(toKey(type, value));
}

/** Whether two values mean the same in different spellings. Unknown only equals unknown. */
export function hasSameMeaning(type: Type, left: unknown, right: unknown): boolean {
  return left === right || toMeaning(type, left) === toMeaning(type, right);
}
