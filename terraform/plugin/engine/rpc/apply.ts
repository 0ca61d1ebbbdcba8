import type { Attributes } from "#access/schema/attribute.ts";
import { isUnknown } from "#access/schema/unknown.ts";
import type { RpcCall } from "../../grpc/call.ts";
import type { ApplyResourceChangeRequest } from "../../protocol/gen/tfplugin6.ts";
import { type Engine, Findings } from "../engine.ts";
import type { AnyRecord } from "../plan.ts";
import { PrivateState } from "../private-state.ts";
import { PartialResult, type Diagnostic, DiagnosticError } from "../diagnostic.ts";
import type { Call as HandlerCall } from "../handler-call.ts";
import type { ServedResource } from "../provider.ts";
import { describeIdentity, echoIdentity } from "../identity.ts";
import { checkResult } from "../handler-result.ts";
import { decodeRecord, encodeRecord } from "../record-codec.ts";
import { refuseUnusable } from "../unusable-values.ts";
import { dropNote } from "../successor-note.ts";

type AnyServed = ServedResource<unknown, AnyRecord>;

interface ResourceChange {
  readonly prior: AnyRecord | null;
  readonly planned: AnyRecord | null;
  readonly config: AnyRecord;
}

/** The state after a failure: the partial result, with null for values that are still unknown. */
function keepPartial(attributes: Attributes, planned: AnyRecord, partial: AnyRecord): AnyRecord {
  const entries = Object.keys(attributes).map((name) => {
    const value = partial[name] === undefined ? planned[name] : partial[name];
    return [name, value === undefined || isUnknown(value) ? null : value];
  });
  return Object.fromEntries(entries) as AnyRecord;
}

function noteSaved(diagnostic: Diagnostic): Diagnostic {
  return { ...diagnostic, detail: `${diagnostic.detail} The object that exists was saved to state.` };
}

/** The state after the change. Never throws: after an error it returns the state of what exists. */
async function carryOut(
  engine: Engine,
  served: AnyServed,
  {
    change,
    call,
    findings,
  }: { change: ResourceChange; call: HandlerCall<unknown> & { private: PrivateState }; findings: Findings },
): Promise<AnyRecord | null> {
  const { definition, handlers } = served;
  const { prior, planned, config } = change;
  try {
    if (planned === null) {
      if (prior !== null) await handlers.remove({ prior, ...call });
      return null;
    }
    refuseUnusable(definition.attributes, config);
    const returned =
      prior === null
        ? await handlers.create({ plan: planned, config, ...call })
        : await handlers.update({ prior, plan: planned, config, ...call });
    const { state, diagnostics } = checkResult(definition.attributes, planned, returned);
    findings.add(...diagnostics.map(noteSaved));
    return state;
  } catch (error) {
    const isPartial = error instanceof PartialResult;
    findings.add(...engine.explain(isPartial ? error.cause : error));
    return isPartial && planned !== null ? keepPartial(definition.attributes, planned, error.state) : prior;
  }
}

function refuseUnconfigured(name: string): DiagnosticError {
  return new DiagnosticError({
    severity: "error",
    summary: "The provider is not configured",
    detail: `The block of provider ${name} still contains unknown values during apply. Use values that do not depend on resources of the same apply.`,
  });
}

export async function applyResourceChange(engine: Engine, request: ApplyResourceChangeRequest, call: RpcCall) {
  const served = engine.getResource(request.typeName);
  const { attributes } = served.definition;
  const findings = new Findings(attributes);
  const kept = PrivateState.decode(request.plannedPrivate);
  dropNote(kept);
  const state = engine.getState(call);
  const prior = decodeRecord(attributes, request.priorState);
  const { configured } = state;
  let current = prior;
  let newIdentity = prior === null ? undefined : echoIdentity(served, request.plannedIdentity);
  if (configured === undefined) {
    findings.add(...refuseUnconfigured(engine.provider.name).diagnostics);
  } else {
    const planned = decodeRecord(attributes, request.plannedState);
    const config = decodeRecord(attributes, request.config) ?? {};
    const handlerCall = { private: kept, ...engine.createCall(state, findings) };
    current = await carryOut(engine, served, { change: { prior, planned, config }, call: handlerCall, findings });
    newIdentity = describeIdentity(served, configured, current);
  }
  return {
    newState: encodeRecord(attributes, current),
    private: kept.encode(),
    newIdentity,
    diagnostics: findings.diagnostics,
  };
}
