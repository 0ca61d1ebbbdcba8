import type { ResourceDefinition } from "#access/schema/definition.ts";
import { snakeCase } from "#access/schema/names.ts";
import { PluginFault } from "../../fault.ts";
import type { RpcCall } from "../../grpc/call.ts";
import type { PlanResourceChangeRequest } from "../../protocol/resources.ts";
import { pathSteps } from "../diagnostics.ts";
import { type Engine, Findings } from "../engine.ts";
import { type AnyRecord, illegalAmendments, isNoChange, planChange } from "../plan.ts";
import type { PlanAmendment } from "../provider.ts";
import { decodeRecord, encodeRecord, requireRecord } from "../values.ts";

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
  const illegal = illegalAmendments(definition.attributes, draft.config, values);
  if (illegal.length > 0) {
    throw new PluginFault(
      `the plan of ${definition.type} changes what the user set: ${illegal.map(snakeCase).join(", ")}`,
    );
  }
  return {
    planned: { ...draft.planned, ...values },
    replace: [...new Set([...draft.replace, ...(draft.prior === null ? [] : (amendment.replace ?? []))])].sort(),
  };
}

/** A destroy: there is nothing to plan but its absence. */
function plannedDestroy(attributes: ResourceDefinition["attributes"], priorPrivate: Uint8Array) {
  return { plannedState: encodeRecord(attributes, null), plannedPrivate: priorPrivate };
}

export async function planResourceChange(engine: Engine, request: PlanResourceChangeRequest, call: RpcCall) {
  const { definition, handlers } = engine.resource(request.typeName);
  const { attributes } = definition;
  if (decodeRecord(attributes, request.proposedNewState) === null) {
    return plannedDestroy(attributes, request.priorPrivate);
  }
  const findings = new Findings(attributes);
  const config = requireRecord(attributes, request.config);
  const prior = decodeRecord(attributes, request.priorState);
  const draft = { config, prior, ...planChange(attributes, config, prior) };
  const { configured, settings, stop } = engine.state(call);
  const amended = await engine.attempt(findings, async () => {
    const context = { settings, client: configured?.client, signal: stop.signal, log: engine.log };
    const amendment = (await handlers.plan?.({ config, prior, planned: draft.planned, ...context })) ?? {};
    findings.add(...(amendment.problems ?? []));
    return amend(definition, draft, amendment);
  });
  const { planned, replace } = amended ?? draft;
  const settled = isNoChange(attributes, prior, planned) && prior !== null ? prior : planned;
  return {
    plannedState: encodeRecord(attributes, settled),
    requiresReplace: replace.map((name) => ({ steps: pathSteps(attributes, [name]) })),
    // The second plan of a replacement comes with the private state of the thing that goes.
    plannedPrivate: prior === null ? new Uint8Array() : request.priorPrivate,
    diagnostics: findings.diagnostics,
  };
}
