import { isWhollyKnown } from "#access/schema/unknown.ts";
import type { RpcCall } from "../../grpc/call.ts";
import type { OpenEphemeralResourceRequest } from "../../protocol/ephemeral-resources.ts";
import type { DeferredReason } from "../../protocol/values.ts";
import { type Engine, Findings } from "../engine.ts";
import { planChange } from "../plan.ts";
import { PrivateState } from "../private-state.ts";
import type { Problem } from "../problem.ts";
import { renewal } from "../renewal.ts";
import { checkResult } from "../result.ts";
import { encodeRecord, requireRecord } from "../values.ts";

interface Waiting {
  readonly reason: DeferredReason;
  readonly problem: Problem;
}

function waitsForConfig(typeName: string): Waiting {
  return {
    reason: "RESOURCE_CONFIG_UNKNOWN",
    problem: {
      severity: "error",
      summary: "The ephemeral resource cannot be opened yet",
      detail: `The block of this ${typeName} holds values that are known only after apply. Give it known values, or apply what they depend on first (-target).`,
    },
  };
}

function waitsForProvider(typeName: string): Waiting {
  return {
    reason: "PROVIDER_CONFIG_UNKNOWN",
    problem: {
      severity: "error",
      summary: "The provider is not configured yet",
      detail: `The ephemeral resource ${typeName} is opened while planning, and the provider block holds values that are known only after apply. Give the block known values, or apply what they depend on first (-target).`,
    },
  };
}

/** Put off where the host lets it be, an error elsewhere: a host that did not ask refuses a deferred answer. */
function putOff({ reason, problem }: Waiting, isAllowed: boolean, findings: Findings) {
  if (isAllowed) return { deferred: { reason }, diagnostics: findings.diagnostics };
  findings.add(problem);
  return { diagnostics: findings.diagnostics };
}

export async function openEphemeralResource(engine: Engine, request: OpenEphemeralResourceRequest, call: RpcCall) {
  const { typeName, clientCapabilities } = request;
  const served = engine.ephemeralResource(typeName);
  const { attributes } = served.definition;
  const findings = new Findings(attributes);
  const config = requireRecord(attributes, request.config);
  const state = engine.state(call);
  const mayWait = clientCapabilities?.deferralAllowed === true;
  if (!isWhollyKnown(config)) return putOff(waitsForConfig(typeName), mayWait, findings);
  if (state.configured === undefined) return putOff(waitsForProvider(typeName), mayWait, findings);
  const { planned } = planChange(attributes, config, null);
  const kept = new PrivateState();
  const handlerCall = { private: kept, ...engine.call(state, findings) };
  const opened = await engine.attempt(findings, () => served.handlers.open({ config: planned, ...handlerCall }));
  if (opened === undefined) return { diagnostics: findings.diagnostics };
  const checked = checkResult(attributes, planned, opened.result);
  findings.add(...checked.problems);
  const again = await engine.attempt(findings, () => renewal(served, opened));
  if (checked.problems.length > 0 || again === undefined) {
    // Terraform closes nothing whose opening failed.
    await engine.attempt(findings, () => served.handlers.close?.(handlerCall));
    return { diagnostics: findings.diagnostics };
  }
  const result = encodeRecord(attributes, checked.state);
  return { result, private: kept.encode(), diagnostics: findings.diagnostics, ...again };
}
