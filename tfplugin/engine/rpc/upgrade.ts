import type { ResourceDefinition } from "../../../schema/definition.ts";
import { fromJson } from "../../codec/json-state.ts";
import { parseJson } from "../../codec/json-parser.ts";
import { fromWire } from "../../codec/record.ts";
import { recordWireType } from "../../codec/wire-types.ts";
import { PluginFault } from "../../fault.ts";
import type { UpgradeResourceStateRequest } from "../../protocol/resources.ts";
import { type Engine, Findings } from "../engine.ts";
import { ProblemError } from "../problem.ts";
import type { AnyStored } from "../provider.ts";
import { encodeRecord } from "../values.ts";

function newerState(typeName: string, stored: bigint, definition: ResourceDefinition): ProblemError {
  return new ProblemError({
    severity: "error",
    summary: "The state was written by a newer version of the provider",
    detail: `The stored ${typeName} has schema version ${stored}; this provider knows versions up to ${definition.version}. Nothing was changed. Use the provider version that wrote it, or a later one.`,
  });
}

function parseStored(request: UpgradeResourceStateRequest): AnyStored {
  const json = request.rawState?.json ?? new Uint8Array();
  if (json.length === 0) {
    throw new PluginFault("the stored state is in the form that Terraform used before 0.12; apply it with 0.12 first");
  }
  const parsed = parseJson(Buffer.from(json).toString("utf8"));
  if (typeof parsed === "object" && parsed !== null && !Array.isArray(parsed)) return parsed as AnyStored;
  throw new PluginFault("the stored state is no JSON object");
}

/** Called for each stored resource before anything else, at the same version too. Changes the shape, not the meaning. */
export async function upgradeResourceState(engine: Engine, request: UpgradeResourceStateRequest) {
  const { definition, handlers } = engine.resource(request.typeName);
  const { attributes } = definition;
  const findings = new Findings(attributes);
  const upgraded = await engine.attempt(findings, () => {
    if (request.version > BigInt(definition.version)) throw newerState(request.typeName, request.version, definition);
    let stored = parseStored(request);
    for (let version = Number(request.version); version < definition.version; version += 1) {
      const step = handlers.upgrades?.[version];
      if (step === undefined) throw new PluginFault(`${request.typeName} has no upgrade from version ${version}`);
      stored = step(stored);
    }
    const wire = fromJson(recordWireType(attributes), stored) as AnyStored;
    return encodeRecord(attributes, fromWire(attributes, wire));
  });
  return { diagnostics: findings.diagnostics, ...(upgraded === undefined ? {} : { upgradedState: upgraded }) };
}
