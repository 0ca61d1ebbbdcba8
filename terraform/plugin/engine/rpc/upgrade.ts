import { upgradeStored } from "#access/schema/stored-state.ts";
import { ProtocolError } from "../../protocol-error.ts";
import type { UpgradeResourceStateRequest } from "../../protocol/gen/tfplugin6.ts";
import { type Engine, Findings } from "../engine.ts";
import { encodeRecord } from "../record-codec.ts";
import { parseStored, readStoredRecord, refuseNewer } from "./stored-state.ts";

/** Called first for each stored resource, even at the same version. Changes the shape, not the meaning. */
export async function upgradeResourceState(engine: Engine, request: UpgradeResourceStateRequest) {
  const { definition } = engine.getResource(request.typeName);
  const { attributes } = definition;
  const findings = new Findings(attributes);
  const newer = { what: request.typeName, stored: request.version, current: definition.version };
  const upgraded = await engine.attempt(findings, () => {
    if (request.version > BigInt(definition.version)) throw refuseNewer(newer);
    const result = upgradeStored(definition, Number(request.version), parseStored(request.rawState));
    if (result.kind === "newer") throw refuseNewer(newer);
    if (result.kind === "stuck")
      throw new ProtocolError(`${request.typeName} has no upgrade from version ${result.version}`);
    return encodeRecord(attributes, readStoredRecord(attributes, result.stored));
  });
  return { diagnostics: findings.diagnostics, ...(upgraded === undefined ? {} : { upgradedState: upgraded }) };
}
