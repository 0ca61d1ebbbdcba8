import { isWhollyKnown } from "#access/schema/unknown.ts";
import type { RpcCall } from "../../grpc/call.ts";
import type { DeferredReason, OpenEphemeralResourceRequest } from "../../protocol/gen/tfplugin6.ts";
import { type Engine, Findings } from "../engine.ts";
import { closeEphemeralResource } from "./close-ephemeral.ts";
import { planChange } from "../plan.ts";
import { PrivateState } from "../private-state.ts";
import { type Diagnostic, DiagnosticError } from "../diagnostic.ts";
import { scheduleRenewal } from "../renewal.ts";
import { checkResult } from "../handler-result.ts";
import { encodeRecord, requireRecord } from "../record-codec.ts";
import { refuseUnusable } from "../unusable-values.ts";

interface UnmetDependency {
  readonly reason: DeferredReason;
  readonly diagnostic: Diagnostic;
}

function describeUnknownConfig(typeName: string): UnmetDependency {
  return {
    reason: "RESOURCE_CONFIG_UNKNOWN",
    diagnostic: {
      severity: "error",
      summary: "The ephemeral resource cannot be opened yet",
      detail: `This ${typeName} depends on values that are known only after apply. Use known values, or apply their dependencies first with -target.`,
    },
  };
}

function describeUnknownProvider(typeName: string): UnmetDependency {
  return {
    reason: "PROVIDER_CONFIG_UNKNOWN",
    diagnostic: {
      severity: "error",
      summary: "The provider is not configured yet",
      detail: `The ephemeral resource ${typeName} is opened during plan, but the provider block contains values that are known only after apply. Use known values, or apply their dependencies first with -target.`,
    },
  };
}

/** Defers if the host allows it, and fails otherwise: other hosts reject a deferred answer. */
function postpone({ reason, diagnostic }: UnmetDependency, isAllowed: boolean, findings: Findings) {
  if (isAllowed) return { deferred: { reason }, diagnostics: findings.diagnostics };
  findings.add(diagnostic);
  return { diagnostics: findings.diagnostics };
}

/** Opens it; what Terraform does not close is closed when its connection ends. */
export async function openEphemeralResource(engine: Engine, request: OpenEphemeralResourceRequest, call: RpcCall) {
  return engine.opened.follow(openAndRemember(engine, request, call));
}

async function openAndRemember(engine: Engine, request: OpenEphemeralResourceRequest, call: RpcCall) {
  const answer = await open(engine, request, call);
  if (!("private" in answer)) return answer;
  const { typeName } = request;
  // Nobody is there to be told but the log.
  const close = async (kept: Uint8Array): Promise<void> => {
    engine.log.info("closing what Terraform left open", { type: typeName });
    const { diagnostics } = await closeEphemeralResource(engine, { typeName, private: kept }, call);
    const failed = diagnostics.filter(({ severity }) => severity === "ERROR");
    for (const { summary, detail } of failed) engine.log.error("closing failed", { type: typeName, summary, detail });
  };
  engine.opened.add(call.session, { typeName, kept: answer.private, close });
  return answer;
}

async function open(engine: Engine, request: OpenEphemeralResourceRequest, call: RpcCall) {
  const { typeName, clientCapabilities } = request;
  const served = engine.getEphemeralResource(typeName);
  const { attributes } = served.definition;
  const findings = new Findings(attributes);
  const config = requireRecord(attributes, request.config);
  const state = engine.getState(call);
  const mayWait = clientCapabilities?.deferralAllowed === true;
  if (!isWhollyKnown(config)) return postpone(describeUnknownConfig(typeName), mayWait, findings);
  if (state.configured === undefined) return postpone(describeUnknownProvider(typeName), mayWait, findings);
  const { planned } = planChange(attributes, config, null);
  const kept = new PrivateState();
  const handlerCall = { private: kept, ...engine.createCall(state, findings) };
  const opened = await engine.attempt(findings, () => {
    refuseUnusable(attributes, config);
    const errors = served.handlers.validate?.({ config, settings: state.settings }) ?? [];
    if (errors.length > 0) throw new DiagnosticError(...errors);
    return served.handlers.open({ config: planned, ...handlerCall });
  });
  if (opened === undefined) return { diagnostics: findings.diagnostics };
  const checked = checkResult(attributes, planned, opened.result);
  findings.add(...checked.diagnostics);
  const schedule = await engine.attempt(findings, () => scheduleRenewal(served, opened));
  if (checked.diagnostics.length > 0 || schedule === undefined) {
    // Terraform does not close what failed to open.
    const closingCall = { private: kept, ...engine.createCall(state, findings, new AbortController().signal) };
    await engine.attempt(findings, () => served.handlers.close?.(closingCall));
    return { diagnostics: findings.diagnostics };
  }
  const result = encodeRecord(attributes, checked.state);
  return { result, private: kept.encode(), diagnostics: findings.diagnostics, ...schedule };
}
