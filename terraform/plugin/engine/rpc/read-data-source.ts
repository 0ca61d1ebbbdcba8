import type { RpcCall } from "../../grpc/call.ts";
import type { ReadDataSourceRequest } from "../../protocol/data-sources.ts";
import { type Engine, Findings } from "../engine.ts";
import { planChange } from "../plan.ts";
import { ProblemError } from "../problem.ts";
import { checkResult } from "../result.ts";
import { encodeRecord, requireRecord } from "../values.ts";

function unconfigured(typeName: string): ProblemError {
  return new ProblemError({
    severity: "error",
    summary: "The provider is not configured yet",
    detail: `The data source ${typeName} is read while planning, and the provider block holds values that are known only after apply. Give the block known values, or apply what they depend on first (-target).`,
  });
}

export async function readDataSource(engine: Engine, request: ReadDataSourceRequest, call: RpcCall) {
  const { typeName } = request;
  const { definition, handlers } = engine.dataSource(typeName);
  const { attributes } = definition;
  const findings = new Findings(attributes);
  const config = requireRecord(attributes, request.config);
  const state = engine.state(call);
  const { planned } = planChange(attributes, config, null);
  const found = await engine.attempt(findings, async () => {
    if (state.configured === undefined) throw unconfigured(typeName);
    return handlers.read({ config: planned, ...engine.call(state, findings) });
  });
  if (found === undefined) return { diagnostics: findings.diagnostics };
  const checked = checkResult(attributes, planned, found);
  findings.add(...checked.problems);
  return { state: encodeRecord(attributes, checked.state), diagnostics: findings.diagnostics };
}
