import type { Attributes } from "#access/schema/attribute.ts";
import { fromJson } from "../../codec/json-state.ts";
import { parseJson } from "../../codec/json-parser.ts";
import { fromWire } from "../../codec/record.ts";
import { recordWireType } from "../../codec/wire-types.ts";
import { PluginFault } from "../../fault.ts";
import type { RawState } from "../../protocol/values.ts";
import type { AnyRecord } from "../plan.ts";
import type { AnyStored } from "../provider.ts";

/** A state as Terraform stores it: JSON with its own names. */
export function parseStored(raw: RawState | undefined): AnyStored {
  const json = raw?.json ?? new Uint8Array();
  if (json.length === 0) {
    throw new PluginFault("the stored state is in the form that Terraform used before 0.12; apply it with 0.12 first");
  }
  const parsed = parseJson(Buffer.from(json).toString("utf8"));
  if (typeof parsed === "object" && parsed !== null && !Array.isArray(parsed)) return parsed as AnyStored;
  throw new PluginFault("the stored state is no JSON object");
}

export function storedRecord(attributes: Attributes, stored: AnyStored): AnyRecord {
  return fromWire(attributes, fromJson(recordWireType(attributes), stored) as AnyStored);
}
