import type { Attributes } from "#access/schema/attribute.ts";
import type { StoredState } from "#access/schema/stored-state.ts";
import { parseJson } from "#access/schema/json-parser.ts";
import { fromWire } from "../../codec/wire-record.ts";
import { ProtocolError } from "../../protocol-error.ts";
import type { RawState } from "../../protocol/gen/tfplugin6.ts";
import { DiagnosticError } from "../diagnostic.ts";
import type { AnyRecord } from "../plan.ts";

/** A state, or an identity, as Terraform stores it: JSON with its own names. */
export function parseStored(raw: RawState | undefined, what = "state"): StoredState {
  const json = raw?.json ?? new Uint8Array();
  if (json.length === 0) {
    throw new ProtocolError(
      `the stored ${what} has the format that Terraform used before 0.12; apply it with Terraform 0.12 first`,
    );
  }
  const parsed = parseJson(Buffer.from(json).toString("utf8"));
  if (typeof parsed === "object" && parsed !== null && !Array.isArray(parsed)) return parsed as StoredState;
  throw new ProtocolError(`the stored ${what} is not a JSON object`);
}

interface StoredVersion {
  /** Such as the type's name. */
  readonly what: string;
  readonly stored: bigint;
  readonly current: number;
}

export function refuseNewer({ what, stored, current }: StoredVersion): DiagnosticError {
  return new DiagnosticError({
    severity: "error",
    summary: "The state was written by a newer version of the provider",
    detail: `The stored ${what} has schema version ${stored}; this provider supports versions up to ${current}. Nothing was changed. Use the provider version that wrote it, or a later one.`,
  });
}

export function readStoredRecord(attributes: Attributes, stored: StoredState): AnyRecord {
  return fromWire(attributes, stored, "json");
}
