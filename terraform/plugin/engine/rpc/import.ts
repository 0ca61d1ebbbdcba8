import type { RpcCall } from "../../grpc/call.ts";
import type { ImportResourceStateRequest } from "../../protocol/import-and-move.ts";
import { type Engine, Findings } from "../engine.ts";
import { describeImportForms, importFormsOf, parseImportId } from "../import-id.ts";
import type { AnyRecord } from "../plan.ts";
import { PrivateState } from "../private-state.ts";
import { ProblemError } from "../problem.ts";
import { reconcile } from "../result.ts";
import { encodeRecord } from "../values.ts";

function malformed(typeName: string, forms: readonly string[], id: string): ProblemError {
  return new ProblemError({
    severity: "error",
    summary: "The import id has another form",
    detail: `The import id of ${typeName} is "${id}"; it must be of the form ${describeImportForms(forms)}.`,
  });
}

function missing(typeName: string, id: string): ProblemError {
  return new ProblemError({
    severity: "error",
    summary: "There is nothing to import by this id",
    detail: `No ${typeName} with the import id "${id}" exists, or it was deleted. Check the id, and that the provider block names the account in which it lives.`,
  });
}

function unconfigured(typeName: string): ProblemError {
  return new ProblemError({
    severity: "error",
    summary: "The provider is not configured",
    detail: `To import a ${typeName}, the provider block must hold known values only.`,
  });
}

/** Reads what is imported at once, so that a wrong id is refused with words of ours and not with Terraform's general ones. */
export async function importResourceState(engine: Engine, request: ImportResourceStateRequest, call: RpcCall) {
  const { typeName, id } = request;
  const { definition, handlers } = engine.resource(typeName);
  const { attributes } = definition;
  const findings = new Findings(attributes);
  const kept = new PrivateState();
  const state = engine.state(call);
  const imported = await engine.attempt(findings, async (): Promise<AnyRecord> => {
    if (state.configured === undefined) throw unconfigured(typeName);
    const forms = handlers.importForms?.(state.configured.client) ?? importFormsOf(definition);
    const parts = parseImportId(forms, id);
    if (parts === undefined) throw malformed(typeName, forms, id);
    const nulls = Object.fromEntries(Object.keys(attributes).map((name) => [name, null]));
    const prior = { ...nulls, ...parts };
    const found = await handlers.read({ prior, private: kept, ...engine.call(state, findings) });
    if (found === undefined) throw missing(typeName, id);
    return reconcile(attributes, prior, found);
  });
  if (imported === undefined) return { diagnostics: findings.diagnostics };
  const resource = { typeName, state: encodeRecord(attributes, imported), private: kept.encode() };
  return { importedResources: [resource], diagnostics: findings.diagnostics };
}
