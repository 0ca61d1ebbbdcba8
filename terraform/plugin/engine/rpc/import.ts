import { toSnakeCase } from "#access/schema/names.ts";
import type { RpcCall } from "../../grpc/call.ts";
import type { ImportResourceStateRequest } from "../../protocol/gen/tfplugin6.ts";
import { type Engine, Findings } from "../engine.ts";
import {
  describeImportForms,
  listDefaultImportForms,
  listPartFaults,
  parseImportId,
  type PartFault,
} from "../import-id.ts";

import type { AnyRecord } from "../plan.ts";
import { PrivateState } from "../private-state.ts";
import { DiagnosticError } from "../diagnostic.ts";
import { reconcile } from "../handler-result.ts";
import { encodeRecord } from "../record-codec.ts";

function refuseForm(typeName: string, forms: readonly string[], id: string): DiagnosticError {
  return new DiagnosticError({
    severity: "error",
    summary: "Invalid import ID",
    detail: `"${id}" is not an import ID of ${typeName}. Expected the form ${describeImportForms(forms)}.`,
  });
}

function refusePart(id: string, { name, text, fault }: PartFault): DiagnosticError {
  const detail = `In the import ID "${id}", \`${toSnakeCase(name)}\` is "${text}"; ${fault}.`;
  return new DiagnosticError({ severity: "error", summary: "Invalid import ID", detail });
}

function refuseMissing(typeName: string, id: string): DiagnosticError {
  return new DiagnosticError({
    severity: "error",
    summary: "Nothing to import",
    detail: `No ${typeName} with the import ID "${id}" exists, or it was deleted. Check the ID, and that the provider block points to the right account.`,
  });
}

function refuseUnconfigured(typeName: string): DiagnosticError {
  return new DiagnosticError({
    severity: "error",
    summary: "The provider is not configured",
    detail: `To import a ${typeName}, every value in the provider block must be known.`,
  });
}

/** Reads the object at once, so that our message explains a wrong ID and not Terraform's general one. */
export async function importResourceState(engine: Engine, request: ImportResourceStateRequest, call: RpcCall) {
  const { typeName, id } = request;
  const { definition, handlers } = engine.getResource(typeName);
  const { attributes } = definition;
  const findings = new Findings(attributes);
  const kept = new PrivateState();
  const state = engine.getState(call);
  const imported = await engine.attempt(findings, async (): Promise<AnyRecord> => {
    if (state.configured === undefined) throw refuseUnconfigured(typeName);
    const forms = handlers.importForms?.(state.configured.client) ?? listDefaultImportForms(definition);
    const rules = handlers.importRules?.(state.configured.client) ?? {};
    const parts = parseImportId(forms, id, rules);
    if (parts === undefined) throw refuseForm(typeName, forms, id);
    const [fault] = listPartFaults(parts, rules);
    if (fault !== undefined) throw refusePart(id, fault);
    const nulls = Object.fromEntries(Object.keys(attributes).map((name) => [name, null]));
    const prior = { ...nulls, ...parts };
    const found = await handlers.read({ prior, private: kept, ...engine.createCall(state, findings) });
    if (found === undefined) throw refuseMissing(typeName, id);
    return reconcile(attributes, prior, found);
  });
  if (imported === undefined) return { diagnostics: findings.diagnostics };
  const resource = { typeName, state: encodeRecord(attributes, imported), private: kept.encode() };
  return { importedResources: [resource], diagnostics: findings.diagnostics };
}
