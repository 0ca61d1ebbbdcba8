import type { Attributes } from "../../schema/attribute.ts";
import { decodeValue, encodeValue } from "../codec/cty.ts";
import { parseJson } from "../codec/json-parser.ts";
import { fromJson } from "../codec/json-state.ts";
import { fromWire, toWire } from "../codec/record.ts";
import { recordWireType } from "../codec/wire-types.ts";
import { PluginFault } from "../fault.ts";
import type { AnyRecord } from "./plan.ts";

/** A value as the protocol carries it: msgpack, or JSON where a host prefers that. Both empty is null. */
interface Carried {
  readonly msgpack?: Uint8Array | undefined;
  readonly json?: Uint8Array | undefined;
}

function isRecord(value: unknown): value is AnyRecord {
  return typeof value === "object" && value !== null;
}

/** A record out of a request; null where the host sent null. */
export function decodeRecord(attributes: Attributes, carried: Carried | undefined): AnyRecord | null {
  const type = recordWireType(attributes);
  const { msgpack = new Uint8Array(), json = new Uint8Array() } = carried ?? {};
  let value: unknown = null;
  if (msgpack.length > 0) value = decodeValue(type, msgpack);
  else if (json.length > 0) value = fromJson(type, parseJson(Buffer.from(json).toString("utf8")));
  return isRecord(value) ? fromWire(attributes, value) : null;
}

/** A record out of a request that is never null there. */
export function requireRecord(attributes: Attributes, carried: Carried | undefined): AnyRecord {
  const record = decodeRecord(attributes, carried);
  if (record === null) throw new PluginFault("the request holds null where a record must be");
  return record;
}

/** A record, or null, into an answer. */
export function encodeRecord(attributes: Attributes, record: AnyRecord | null): { readonly msgpack: Uint8Array } {
  const wire = record === null ? null : toWire(attributes, record);
  return { msgpack: encodeValue(recordWireType(attributes), wire) };
}
