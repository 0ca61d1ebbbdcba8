import type { Attribute, Attributes, Type } from "#access/schema/attribute.ts";
import { Secret } from "#access/schema/secret.ts";
import { isUnknown } from "#access/schema/unknown.ts";
import { toSnakeCase } from "#access/schema/names.ts";

type Plain = { readonly [name: string]: unknown };

function convert(type: Type, value: unknown, each: (attributes: Attributes, value: Plain) => Plain): unknown {
  if (value === null || value === undefined || isUnknown(value)) return value ?? null;
  switch (type.kind) {
    case "list":
    case "set":
      return (value as readonly unknown[]).map((element) => convert(type.element, element, each));
    case "map": {
      const entries = Object.entries(value as Plain);
      return Object.fromEntries(entries.map(([name, inner]) => [name, convert(type.element, inner, each)]));
    }
    case "object":
      return each(type.attributes, value as Plain);
    case "integer":
      return Number.isInteger(value) ? BigInt(value as number) : value;
    default:
      return value;
  }
}

/** One decoded value with Terraform's names → with ours. */
export function valueFromWire(type: Type, value: unknown): unknown {
  return convert(type, value, fromWire);
}

/** One value with our names → with Terraform's. */
export function valueToWire(type: Type, value: unknown): unknown {
  return convert(type, value, toWire);
}

/** Applies `change` to a single value, or to each value of a map. */
function mapEach(value: unknown, change: (single: unknown) => unknown): unknown {
  const isMap = typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
  if (!isMap) return change(value);
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, change(inner)]));
}

const hide = (value: unknown): unknown => (typeof value === "string" ? new Secret(value) : value);
const open = (value: unknown): unknown => (value instanceof Secret ? value.open() : value);

function readAttribute({ facts }: Attribute<unknown, string, string>, value: unknown): unknown {
  const converted = valueFromWire(facts.type, value);
  return facts.isSecret ? mapEach(converted, hide) : converted;
}

/** A decoded object with Terraform's names → a record with ours. Secret values become a `Secret`. */
export function fromWire(attributes: Attributes, value: Plain): Plain {
  const entries = Object.entries(attributes);
  return Object.fromEntries(
    entries.map(([name, attribute]) => [name, readAttribute(attribute, value[toSnakeCase(name)])]),
  );
}

/** A record with our names → an object with Terraform's; secrets are opened here and nowhere else. */
export function toWire(attributes: Attributes, record: Plain): Plain {
  const entries = Object.entries(attributes).map(([name, { facts }]) => {
    const value = record[name];
    return [toSnakeCase(name), valueToWire(facts.type, facts.isSecret ? mapEach(value, open) : value)];
  });
  return Object.fromEntries(entries);
}
