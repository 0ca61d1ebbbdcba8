import type { ResourceDefinition } from "#access/schema/definition.ts";
import { upgradeStored } from "#access/schema/stored-state.ts";
import { ProtocolError } from "../../protocol-error.ts";
import type { UpgradeResourceStateRequest } from "../../protocol/gen/tfplugin6.ts";
import { type Engine, Findings } from "../engine.ts";
import { DiagnosticError } from "../diagnostic.ts";
import { encodeRecord } from "../record-codec.ts";
import { parseStored, readStoredRecord } from "./stored-state.ts";

function refuseNewerState(typeName: string, stored: bigint, definition: ResourceDefinition): DiagnosticError {
  return new DiagnosticError({
    severity: "error",
    summary: "The state was written by a newer version of the provider",
    detail: `The stored ${typeName} has schema version ${stored}; this provider supports versions up to ${definition.version}. Nothing was changed. Use the provider version that wrote it, or a later one.`,
  });
}

/** Called first for each stored resource, even at the same version. Changes the shape, not the meaning. */
export async function upgradeResourceState(engine: Engine, request: UpgradeResourceStateRequest) {
  const { definition } = engine.getResource(request.typeName);
  const { attributes } = definition;
  const findings = new Findings(attributes);
  const upgraded = await engine.attempt(findings, () => {
    if (request.version > BigInt(definition.version))
      throw refuseNewerState(request.typeName, request.version, definition);
    const result = upgradeStored(definition, Number(request.version), parseStored(request.rawState));
    if (result.kind === "newer") throw refuseNewerState(request.typeName, request.version, definition);
    if (result.kind === "stuck")
      throw new ProtocolError(`${request.typeName} has no upgrade from version ${result.version}`);
    return encodeRecord(attributes, readStoredRecord(attributes, result.stored));
  });
  return { diagnostics: findings.diagnostics, ...(upgraded === undefined ? {} : { upgradedState: upgraded }) };
}
