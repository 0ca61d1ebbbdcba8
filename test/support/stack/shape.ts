import { dataSourceDefinitions } from "#access/model/nouns/registry.gen.ts";
import type { Attributes } from "#access/schema/attribute.ts";
import { isUnknown, unknown } from "#access/schema/unknown.ts";
import type { WireType } from "#access/schema/wire-type.ts";
import { decodeValue, encodeValue } from "#terraform/plugin/codec/msgpack-value.ts";
import { toRecordWireType } from "#terraform/plugin/codec/wire-types.ts";
import { nounDefinition } from "#vendors/definitions.ts";
import { type Block, ReferenceValue } from "./configuration.ts";

export type Values = Readonly<Record<string, unknown>>;

/** Brings a literal into the form that a type has on the wire: every attribute is there. */
function complete(type: WireType, value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (isUnknown(value) || typeof type === "string") return value;
  if (type[0] === "object") {
    const given = value as Values;
    return Object.fromEntries(Object.entries(type[1]).map(([name, one]) => [name, complete(one, given[name])]));
  }
  if (type[0] === "tuple") throw new Error("no noun has a tuple");
  const [kind, inner] = type;
  if (kind !== "map") return (value as readonly unknown[]).map((one) => complete(inner, one));
  return Object.fromEntries(Object.entries(value as Values).map(([name, one]) => [name, complete(inner, one)]));
}

/** Puts the values of other blocks in place of the references to them. Those of unknown blocks are unknown. */
export function evaluate(value: unknown, known: ReadonlyMap<string, Values>): unknown {
  if (value instanceof ReferenceValue) {
    const values = known.get(value.to.block);
    return values === undefined ? unknown : values[value.to.attribute];
  }
  if (Array.isArray(value)) return value.map((one) => evaluate(one, known));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, evaluate(one, known)]));
}

/** A record on the wire, in Terraform's names. */
export class Shape {
  readonly #type: WireType;

  constructor(attributes: Attributes) {
    this.#type = toRecordWireType(attributes);
  }

  encode(values: Values | null): { readonly msgpack: Uint8Array } {
    return { msgpack: encodeValue(this.#type, values === null ? null : complete(this.#type, values)) };
  }

  decode(carried: { readonly msgpack?: Uint8Array | undefined } | undefined): Values | null {
    const bytes = carried?.msgpack ?? new Uint8Array();
    return bytes.length === 0 ? null : (decodeValue(this.#type, bytes) as Values | null);
  }
}

export function shapeOf({ kind, type }: Pick<Block, "kind" | "type">): Shape {
  if (kind === "resource") return new Shape(nounDefinition(type).attributes);
  const definition = dataSourceDefinitions.find((one) => one.type === type);
  if (definition === undefined) throw new Error(`unknown data source ${type}`);
  return new Shape(definition.attributes);
}

export function typeOf(address: string): string {
  return address.replace(/^access_/, "").replace(/\..*$/, "");
}
