import type { Attributes, Type } from "#access/schema/attribute.ts";
import { type DecodePolicy, decodeRecord, decodeTyped } from "#access/schema/decode-record.ts";
import { toSnakeCase } from "#access/schema/names.ts";
import { Secret } from "#access/schema/secret.ts";
import { isUnknown } from "#access/schema/unknown.ts";
import { readDynamic } from "./json-dynamic.ts";

type Plain = { readonly [name: string]: unknown };

// The engine reports fractions by itself, as an error of the configuration.
const fromMsgpack: DecodePolicy = { secrets: "kept", form: "loose" };
const fromJson: DecodePolicy = { ...fromMsgpack, readDynamic };

/** What carried a value: msgpack that `decodeValue` read, or JSON that `parseJson` read, of a state for example. */
export type Carrier = "msgpack" | "json";

const policies: { readonly [carrier in Carrier]: DecodePolicy } = { msgpack: fromMsgpack, json: fromJson };

/** One decoded value with Terraform's names → with ours. @throws RecordFormError */
export function valueFromWire(type: Type, value: unknown, carrier: Carrier = "msgpack"): unknown {
  return decodeTyped(type, value, policies[carrier]);
}

/** A decoded object with Terraform's names → a record with ours. Secret values become a `Secret`. @throws RecordFormError */
export function fromWire(attributes: Attributes, values: Plain, carrier: Carrier = "msgpack"): Plain {
  return decodeRecord(attributes, { values }, policies[carrier]);
}

/** One value with our names → with Terraform's. */
export function valueToWire(type: Type, value: unknown): unknown {
  if (value === null || value === undefined || isUnknown(value)) return value ?? null;
  switch (type.kind) {
    case "list":
    case "set":
      return (value as readonly unknown[]).map((element) => valueToWire(type.element, element));
    case "map": {
      const entries = Object.entries(value as Plain);
      return Object.fromEntries(entries.map(([name, inner]) => [name, valueToWire(type.element, inner)]));
    }
    case "object":
      return toWire(type.attributes, value as Plain);
    case "integer":
      return Number.isInteger(value) ? BigInt(value as number) : value;
    default:
      return value;
  }
}

/** Opens a single secret, or each one of a map. */
function openSecrets(value: unknown): unknown {
  if (value instanceof Secret) return value.open();
  const isMap = typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
  if (!isMap) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, openSecrets(inner)]));
}

/** A record with our names → an object with Terraform's; secrets are opened here and nowhere else. */
export function toWire(attributes: Attributes, record: Plain): Plain {
  const entries = Object.entries(attributes).map(([name, { facts }]) => {
    const value = record[name];
    return [toSnakeCase(name), valueToWire(facts.type, facts.isSecret ? openSecrets(value) : value)];
  });
  return Object.fromEntries(entries);
}
