import { Decimal } from "#access/schema/decimal.ts";
import { Dynamic, type WireType } from "#access/schema/wire-type.ts";
import { ProtocolError } from "../protocol-error.ts";
import { parseNumber } from "./numbers.ts";
import { parseWireType } from "./wire-types.ts";

type Json = { readonly [name: string]: unknown };

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Decimal);
}

function isNumeric(value: unknown): boolean {
  return typeof value === "number" || typeof value === "bigint" || value instanceof Decimal;
}

function refuseValue(wanted: string, value: unknown): ProtocolError {
  return new ProtocolError(
    `wanted ${wanted}, but the stored value is ${Array.isArray(value) ? "an array" : typeof value}`,
  );
}

function readElements(value: unknown, typeAt: (index: number) => WireType): unknown[] {
  if (!Array.isArray(value)) throw refuseValue("an array", value);
  return value.map((element, index) => fromJson(typeAt(index), element));
}

function readEntries(value: unknown, typeOf: (name: string) => WireType | undefined): Json {
  if (!isObject(value)) throw refuseValue("an object", value);
  const converted = Object.entries(value).flatMap(([name, inner]) => {
    const type = typeOf(name);
    return type === undefined ? [] : [[name, fromJson(type, inner)] as const];
  });
  return Object.fromEntries(converted);
}

function readScalar(type: "string" | "number" | "bool", value: unknown): unknown {
  if (type === "string" && typeof value === "string") return value;
  if (type === "bool" && typeof value === "boolean") return value;
  if (type === "number" && isNumeric(value)) return value;
  if (type === "number" && typeof value === "string") return parseNumber(value);
  throw refuseValue(`a ${type}`, value);
}

/** A dynamic value in a state is `{"value": …, "type": …}`, unlike on the wire. @throws ProtocolError */
export function readDynamic(value: unknown): Dynamic {
  if (!isObject(value) || !("type" in value)) throw refuseValue("a value with its type", value);
  const type = parseWireType(value["type"]);
  return new Dynamic(type, fromJson(type, value["value"]));
}

/** A value whose type came along with it: no noun declares it. */
function fromJson(type: WireType, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (type === "dynamic") return readDynamic(value);
  if (typeof type === "string") return readScalar(type, value);
  switch (type[0]) {
    case "list":
    case "set":
      return readElements(value, () => type[1]);
    case "tuple":
      return readElements(value, (index) => type[1][index] ?? "dynamic");
    case "map":
      return readEntries(value, () => type[1]);
    case "object": {
      const fields = type[1];
      const nulls = Object.fromEntries(Object.keys(fields).map((name) => [name, null]));
      return { ...nulls, ...readEntries(value, (name) => (Object.hasOwn(fields, name) ? fields[name] : undefined)) };
    }
  }
}
