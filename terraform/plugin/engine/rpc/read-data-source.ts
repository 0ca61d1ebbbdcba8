import type { RpcCall } from "../../grpc/call.ts";
import type { ReadDataSourceRequest } from "../../protocol/gen/tfplugin6.ts";
import { type Engine, Findings } from "../engine.ts";
import { planChange } from "../plan.ts";
import { DiagnosticError } from "../diagnostic.ts";
import { checkResult } from "../handler-result.ts";
import { encodeRecord, requireRecord } from "../record-codec.ts";
import { refuseUnusable } from "../unusable-values.ts";

function refuseUnconfigured(typeName: string): DiagnosticError {
  return new DiagnosticError({
    severity: "error",
    summary: "The provider is not configured yet",
    detail: `The data source ${typeName} is read during plan, but the provider block contains values that are known only after apply. Use known values, or apply their dependencies first with -target.`,
  });
}

export async function readDataSource(engine: Engine, request: ReadDataSourceRequest, call: RpcCall) {
  const { typeName } = request;
  const { definition, handlers } = engine.getDataSource(typeName);
  const { attributes } = definition;
  const findings = new Findings(attributes);
  const config = requireRecord(attributes, request.config);
  const state = engine.getState(call);
  const { planned } = planChange(attributes, config, null);
  const found = await engine.attempt(findings, async () => {
    refuseUnusable(attributes, config);
    if (state.configured === undefined) throw refuseUnconfigured(typeName);
    return handlers.read({ config: planned, ...engine.createCall(state, findings) });
  });
  if (found === undefined) return { diagnostics: findings.diagnostics };
  const checked = checkResult(attributes, planned, found);
  findings.add(...checked.diagnostics);
  return { state: encodeRecord(attributes, checked.state), diagnostics: findings.diagnostics };
}
