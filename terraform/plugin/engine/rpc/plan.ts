import type { ResourceDefinition } from "#access/schema/definition.ts";
import { toSnakeCase } from "#access/schema/names.ts";
import { ProtocolError } from "../../protocol-error.ts";
import type { RpcCall } from "../../grpc/call.ts";
import type { PlanResourceChangeRequest } from "../../protocol/gen/tfplugin6.ts";
import { toPathSteps } from "../diagnostic-message.ts";
import { type Engine, Findings } from "../engine.ts";
import { type AnyRecord, findIllegalAmendments, isNoChange, planChange } from "../plan.ts";
import type { PlanAmendment } from "../provider.ts";
import { checkIdentity, echoIdentity, planIdentity } from "../identity.ts";
import { decodeRecord, encodeRecord, requireRecord } from "../record-codec.ts";
import { refuseUnusable } from "../unusable-values.ts";
import { addNote, readNote } from "../successor-note.ts";

interface Draft {
  readonly config: AnyRecord;
  readonly prior: AnyRecord | null;
  readonly planned: AnyRecord;
  readonly replace: readonly string[];
}

function amend(
  definition: ResourceDefinition,
  draft: Draft,
  amendment: PlanAmendment<ResourceDefinition["attributes"]>,
) {
  const values: AnyRecord = amendment.values ?? {};
  const illegal = findIllegalAmendments(definition.attributes, draft.config, values);
  if (illegal.length > 0) {
    throw new ProtocolError(
      `the plan of ${definition.type} changes what the user set: ${illegal.map(toSnakeCase).join(", ")}`,
    );
  }
  return {
    planned: { ...draft.planned, ...values },
    successorNote: amendment.successorNote,
    replace: [...new Set([...draft.replace, ...(draft.prior === null ? [] : (amendment.replace ?? []))])].sort(),
  };
}

/** Plans a destroy: the planned state is null. */
async function planDestroy(engine: Engine, request: PlanResourceChangeRequest, call: RpcCall) {
  const served = engine.getResource(request.typeName);
  const { definition, handlers } = served;
  const { attributes } = definition;
  const findings = new Findings(attributes);
  const prior = decodeRecord(attributes, request.priorState);
  const { configured } = engine.getState(call);
  const client = configured?.client;
  await engine.attempt(findings, () => {
    if (configured !== undefined) checkIdentity(served, configured, request.priorIdentity);
    if (prior !== null) findings.add(...(handlers.planRemoval?.({ prior, client }) ?? []));
  });
  return {
    plannedState: encodeRecord(attributes, null),
    plannedPrivate: request.priorPrivate,
    diagnostics: findings.diagnostics,
  };
}

export async function planResourceChange(engine: Engine, request: PlanResourceChangeRequest, call: RpcCall) {
  const served = engine.getResource(request.typeName);
  const { definition, handlers } = served;
  const { attributes } = definition;
  if (decodeRecord(attributes, request.proposedNewState) === null) {
    return planDestroy(engine, request, call);
  }
  const findings = new Findings(attributes);
  const config = requireRecord(attributes, request.config);
  const prior = decodeRecord(attributes, request.priorState);
  const draft = { config, prior, ...planChange(attributes, config, prior) };
  const { configured, settings, stop } = engine.getState(call);
  const amended = await engine.attempt(findings, async () => {
    refuseUnusable(attributes, config);
    if (configured !== undefined) checkIdentity(served, configured, request.priorIdentity);
    const replaces = prior === null ? readNote(request.priorPrivate) : undefined;
    const context = { settings, client: configured?.client, signal: stop.signal, log: engine.log, replaces };
    const amendment = (await handlers.plan?.({ config, prior, planned: draft.planned, ...context })) ?? {};
    findings.add(...(amendment.diagnostics ?? []));
    return amend(definition, draft, amendment);
  });
  const { planned, replace } = amended ?? draft;
  const plannedState = isNoChange(attributes, prior, planned) && prior !== null ? prior : planned;
  return {
    plannedState: encodeRecord(attributes, plannedState),
    requiresReplace: replace.map((name) => ({ steps: toPathSteps(attributes, [name]) })),
    // The second plan of a replacement carries the private state of the object that is replaced.
    plannedPrivate: prior === null ? new Uint8Array() : addNote(request.priorPrivate, amended?.successorNote),
    plannedIdentity:
      planIdentity(served, configured, { prior, planned: plannedState }) ?? echoIdentity(served, request.priorIdentity),
    diagnostics: findings.diagnostics,
  };
}
