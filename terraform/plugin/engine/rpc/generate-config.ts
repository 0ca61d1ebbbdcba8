import type { Attributes } from "#access/schema/attribute.ts";
import { hasSameMeaning } from "#access/schema/equality.ts";
import type { RpcCall } from "../../grpc/call.ts";
import type { GenerateResourceConfigRequest } from "../../protocol/gen/tfplugin6.ts";
import { type Engine, Findings } from "../engine.ts";
import type { AnyRecord } from "../plan.ts";
import { encodeRecord, requireRecord } from "../record-codec.ts";

/** What nobody can write is null, as is what is secret or a default: also where a handler has it. */
function draftConfig(attributes: Attributes, state: AnyRecord): AnyRecord {
  const entries = Object.entries(attributes).map(([name, { facts }]) => {
    const value = state[name] ?? null;
    const isUnwritten = facts.presence === "computed" || facts.isSecret || facts.isWriteOnly;
    const isDefault = facts.presence === "defaulted" && hasSameMeaning(facts.type, value, facts.defaultValue);
    return [name, isUnwritten || isDefault ? null : value] as const;
  });
  return Object.fromEntries(entries);
}

/** The configuration whose import of the object changes nothing. */
export async function generateResourceConfig(engine: Engine, request: GenerateResourceConfigRequest, call: RpcCall) {
  const { definition, handlers } = engine.getResource(request.typeName);
  const { attributes } = definition;
  const findings = new Findings(attributes);
  const state = requireRecord(attributes, request.state);
  const { configured, settings } = engine.getState(call);
  const config = await engine.attempt(findings, () => {
    const generated = handlers.generateConfig?.({ state, settings, client: configured?.client });
    findings.add(...(generated?.diagnostics ?? []));
    return draftConfig(attributes, generated?.config ?? state);
  });
  return {
    diagnostics: findings.diagnostics,
    ...(config === undefined ? {} : { config: encodeRecord(attributes, config) }),
  };
}
