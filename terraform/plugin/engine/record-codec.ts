import type { Attributes, Type } from "#access/schema/attribute.ts";
import type { WireType } from "#access/schema/wire-type.ts";
import { decodeValue, encodeValue } from "../codec/msgpack-value.ts";
import { parseJson } from "#access/schema/json-parser.ts";
import { type Carrier, fromWire, toWire, valueFromWire, valueToWire } from "../codec/wire-record.ts";
import { toRecordWireType, toWireType } from "../codec/wire-types.ts";
import { ProtocolError } from "../protocol-error.ts";
import type { AnyRecord } from "./plan.ts";

/** A value in msgpack, or in JSON, which some hosts send. Null if both are empty. */
interface Carried {
  readonly msgpack?: Uint8Array | undefined;
  readonly json?: Uint8Array | undefined;
}

function isRecord(value: unknown): value is AnyRecord {
  return typeof value === "object" && value !== null;
}

interface Unpacked {
  readonly value: unknown;
  readonly carrier: Carrier;
}

function unpack(type: WireType, carried: Carried | undefined): Unpacked {
  const { msgpack = new Uint8Array(), json = new Uint8Array() } = carried ?? {};
  if (msgpack.length > 0) return { value: decodeValue(type, msgpack), carrier: "msgpack" };
  return { value: json.length > 0 ? parseJson(Buffer.from(json).toString("utf8")) : null, carrier: "json" };
}

/** Decodes a record from a request; null if the host sent null. */
export function decodeRecord(attributes: Attributes, carried: Carried | undefined): AnyRecord | null {
  const { value, carrier } = unpack(toRecordWireType(attributes), carried);
  return isRecord(value) ? fromWire(attributes, value, carrier) : null;
}

/** A record out of a request that is never null there. */
export function requireRecord(attributes: Attributes, carried: Carried | undefined): AnyRecord {
  const record = decodeRecord(attributes, carried);
  if (record === null) throw new ProtocolError("the request contains null where a record is required");
  return record;
}

/** A block out of a request: Terraform sends null for one that is not there. */
export function decodeBlock(attributes: Attributes, carried: Carried | undefined): AnyRecord {
  const nulls = Object.fromEntries(Object.keys(attributes).map((name) => [name, null]));
  return { ...nulls, ...decodeRecord(attributes, carried) };
}

/** A record, or null, into an answer. */
export function encodeRecord(attributes: Attributes, record: AnyRecord | null): { readonly msgpack: Uint8Array } {
  const wire = record === null ? null : toWire(attributes, record);
  return { msgpack: encodeValue(toRecordWireType(attributes), wire) };
}

/** A function's argument out of a request. */
export function decodeArgument(type: Type, carried: Carried | undefined): unknown {
  const { value, carrier } = unpack(toWireType(type), carried);
  return valueFromWire(type, value, carrier);
}

/** A function's result into an answer. */
export function encodeResult(type: Type, value: unknown): { readonly msgpack: Uint8Array } {
  return { msgpack: encodeValue(toWireType(type), valueToWire(type, value)) };
}
