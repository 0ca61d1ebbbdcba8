import type { ResourceDefinition } from "#access/schema/definition.ts";
import { PluginFault } from "../../fault.ts";
import type { UpgradeResourceStateRequest } from "../../protocol/resources.ts";
import { type Engine, Findings } from "../engine.ts";
import { ProblemError } from "../problem.ts";
import { encodeRecord } from "../values.ts";
import { parseStored, storedRecord } from "./stored-state.ts";

function newerState(typeName: string, stored: bigint, definition: ResourceDefinition): ProblemError {
  return new ProblemError({
    severity: "error",
    summary: "The state was written by a newer version of the provider",
    detail: `The stored ${typeName} has schema version ${stored}; this provider knows versions up to ${definition.version}. Nothing was changed. Use the provider version that wrote it, or a later one.`,
  });
}

/** Called for each stored resource before anything else, at the same version too. Changes the shape, not the meaning. */
export async function upgradeResourceState(engine: Engine, request: UpgradeResourceStateRequest) {
  const { definition, handlers } = engine.resource(request.typeName);
  const { attributes } = definition;
  const findings = new Findings(attributes);
  const upgraded = await engine.attempt(findings, () => {
    if (request.version > BigInt(definition.version)) throw newerState(request.typeName, request.version, definition);
    let stored = parseStored(request.rawState);
    for (let version = Number(request.version); version < definition.version; version += 1) {
      const step = handlers.upgrades?.[version];
      if (step === undefined) throw new PluginFault(`${request.typeName} has no upgrade from version ${version}`);
      stored = step(stored);
    }
    return encodeRecord(attributes, storedRecord(attributes, stored));
  });
  return { diagnostics: findings.diagnostics, ...(upgraded === undefined ? {} : { upgradedState: upgraded }) };
}
