import type { ResourceDefinition } from "#access/schema/definition.ts";
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
  const { definition, handlers } = engine.getResource(request.typeName);
  const { attributes } = definition;
  const findings = new Findings(attributes);
  const upgraded = await engine.attempt(findings, () => {
    if (request.version > BigInt(definition.version))
      throw refuseNewerState(request.typeName, request.version, definition);
    let stored = parseStored(request.rawState);
    for (let version = Number(request.version); version < definition.version; version += 1) {
      const step = handlers.upgrades?.[version];
      if (step === undefined) throw new ProtocolError(`${request.typeName} has no upgrade from version ${version}`);
      stored = step(stored);
    }
    return encodeRecord(attributes, readStoredRecord(attributes, stored));
  });
  return { diagnostics: findings.diagnostics, ...(upgraded === undefined ? {} : { upgradedState: upgraded }) };
}
