import type { RpcCall } from "../../grpc/call.ts";
import type { ReadResourceRequest } from "../../protocol/gen/tfplugin6.ts";
import { type Engine, Findings } from "../engine.ts";
import { type AnyRecord } from "../plan.ts";
import { PrivateState } from "../private-state.ts";
import type { Diagnostic } from "../diagnostic.ts";
import { reconcile } from "../handler-result.ts";
import { checkIdentity, describeIdentity, echoIdentity } from "../identity.ts";
import { encodeRecord, requireRecord } from "../record-codec.ts";

function warnNotRefreshed(typeName: string): Diagnostic {
  return {
    severity: "warning",
    summary: "The resource was not refreshed",
    detail: `The provider block contains values that are known only after apply, so this plan uses the ${typeName} as it is in state. The next plan refreshes it.`,
  };
}

export async function readResource(engine: Engine, request: ReadResourceRequest, call: RpcCall) {
  const served = engine.getResource(request.typeName);
  const { definition, handlers } = served;
  const { attributes } = definition;
  const findings = new Findings(attributes);
  const prior = requireRecord(attributes, request.currentState);
  const kept = PrivateState.decode(request.private);
  const state = engine.getState(call);
  const { configured } = state;
  let current: AnyRecord | null = prior;
  let newIdentity = echoIdentity(served, request.currentIdentity);
  if (configured === undefined) {
    findings.add(warnNotRefreshed(request.typeName));
  } else {
    await engine.attempt(findings, async () => {
      checkIdentity(served, configured, request.currentIdentity);
      const found = await handlers.read({ prior, private: kept, ...engine.createCall(state, findings) });
      current = found === undefined ? null : reconcile(attributes, prior, found);
      newIdentity = describeIdentity(served, configured, current);
    });
  }
  return {
    newState: encodeRecord(attributes, current),
    private: kept.encode(),
    newIdentity,
    diagnostics: findings.diagnostics,
  };
}
