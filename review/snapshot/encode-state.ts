import { presentSecret } from "#access/schema/decode-record.ts";
import type { Attributes, Type } from "#access/schema/attribute.ts";
import { toDecimal } from "#access/schema/decimal.ts";
import { toSnakeCase } from "#access/schema/names.ts";

type Plain = { readonly [name: string]: unknown };

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** A set has no order: equal sets are written alike. */
function sortSet(elements: readonly unknown[]): readonly unknown[] {
  const texts = new Set(elements.map((one) => JSON.stringify(one)));
  return [...texts].toSorted(compareTexts).map((text): unknown => JSON.parse(text));
}

/** As JSON keeps it: a number that it would round is a text. */
function encodeNumber(value: unknown): unknown {
  if (typeof value === "number") return value;
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  return toDecimal(value as Parameters<typeof toDecimal>[0]).canonical();
}

function encode(type: Type, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  switch (type.kind) {
    case "list":
      return (value as readonly unknown[]).map((one) => encode(type.element, one));
    case "set":
      return sortSet((value as readonly unknown[]).map((one) => encode(type.element, one)));
    case "map":
      return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, encode(type.element, inner)]));
    case "object":
      return encodeState(type.attributes, value as Plain);
    case "number":
    case "integer":
      return encodeNumber(value);
    case "text":
    case "bool":
    case "dynamic":
      return value;
  }
}

/**
 * A state as a snapshot stores it: Terraform's names, sets sorted, and what is null left out. Of a secret only that there is
 * one is left.
 */
export function encodeState(attributes: Attributes, state: Plain): Plain {
  const entries = Object.entries(attributes).flatMap(([name, { facts }]): readonly (readonly [string, unknown])[] => {
    const value = state[name] ?? null;
    if (value === null) return [];
    return [[toSnakeCase(name), facts.isSecret ? presentSecret : encode(facts.type, value)]];
  });
  return Object.fromEntries(entries);
}
