import type { RpcCall } from "../../grpc/call.ts";
import type { ReadResourceRequest } from "../../protocol/resources.ts";
import { type Engine, Findings } from "../engine.ts";
import { type AnyRecord } from "../plan.ts";
import { PrivateState } from "../private-state.ts";
import type { Problem } from "../problem.ts";
import { reconcile } from "../result.ts";
import { encodeRecord, requireRecord } from "../values.ts";

function notRefreshed(typeName: string): Problem {
  return {
    severity: "warning",
    summary: "The resource was not refreshed",
    detail: `The provider block holds values that are known only after apply, so this ${typeName} is taken as state has it. The next plan reads it.`,
  };
}

export async function readResource(engine: Engine, request: ReadResourceRequest, call: RpcCall) {
  const { definition, handlers } = engine.resource(request.typeName);
  const { attributes } = definition;
  const findings = new Findings(attributes);
  const prior = requireRecord(attributes, request.currentState);
  const kept = PrivateState.decode(request.private);
  const state = engine.state(call);
  let current: AnyRecord | null = prior;
  if (state.configured === undefined) {
    findings.add(notRefreshed(request.typeName));
  } else {
    await engine.attempt(findings, async () => {
      const found = await handlers.read({ prior, private: kept, ...engine.call(state, findings) });
      current = found === undefined ? null : reconcile(attributes, prior, found);
    });
  }
  return { newState: encodeRecord(attributes, current), private: kept.encode(), diagnostics: findings.diagnostics };
}
