import type { Attributes } from "#access/schema/attribute.ts";
import type { StoredState } from "#access/schema/stored-state.ts";
import { parseJson } from "#access/schema/json-parser.ts";
import { fromWire } from "../../codec/wire-record.ts";
import { ProtocolError } from "../../protocol-error.ts";
import type { RawState } from "../../protocol/gen/tfplugin6.ts";
import type { AnyRecord } from "../plan.ts";

/** A state as Terraform stores it: JSON with its own names. */
export function parseStored(raw: RawState | undefined): StoredState {
  const json = raw?.json ?? new Uint8Array();
  if (json.length === 0) {
    throw new ProtocolError(
      "the stored state has the format that Terraform used before 0.12; apply it with Terraform 0.12 first",
    );
  }
  const parsed = parseJson(Buffer.from(json).toString("utf8"));
  if (typeof parsed === "object" && parsed !== null && !Array.isArray(parsed)) return parsed as StoredState;
  throw new ProtocolError("the stored state is not a JSON object");
}

export function readStoredRecord(attributes: Attributes, stored: StoredState): AnyRecord {
  return fromWire(attributes, stored, "json");
}
