import { listDefaultImportForms } from "#access/schema/import-forms.ts";
import { toSnakeCase } from "#access/schema/names.ts";
import type { RpcCall } from "../../grpc/call.ts";
import type { ImportResourceStateRequest } from "../../protocol/gen/tfplugin6.ts";
import { type Engine, Findings } from "../engine.ts";
import { checkIdentity, decodeIdentity, describeIdentity } from "../identity.ts";
import {
  describeImportForms,
  listPartFaults,
  parseImportId,
  type PartFault,
  type PartRules,
  type Parts,
} from "../import-id.ts";
import { checkImported, pickImportParts } from "../import-identity.ts";
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

function refuseMissing(typeName: string, what: string): DiagnosticError {
  return new DiagnosticError({
    severity: "error",
    summary: "Nothing to import",
    detail: `No ${typeName} with ${what} exists, or it was deleted. Check it, and that the provider block points to the right account.`,
  });
}

function refuseUnconfigured(typeName: string): DiagnosticError {
  return new DiagnosticError({
    severity: "error",
    summary: "The provider is not configured",
    detail: `To import a ${typeName}, every value in the provider block must be known.`,
  });
}

interface Rules {
  readonly forms: readonly string[];
  readonly parts: PartRules;
}

function parseId(typeName: string, id: string, { forms, parts: rules }: Rules): Parts {
  const parts = parseImportId(forms, id, rules);
  if (parts === undefined) throw refuseForm(typeName, forms, id);
  const [fault] = listPartFaults(parts, rules);
  if (fault !== undefined) throw refusePart(id, fault);
  return parts;
}

/** Reads the object at once, so that our message explains a wrong ID and not Terraform's general one. */
export async function importResourceState(engine: Engine, request: ImportResourceStateRequest, call: RpcCall) {
  const { typeName, id } = request;
  const served = engine.getResource(typeName);
  const { definition, handlers } = served;
  const { attributes } = definition;
  const findings = new Findings(attributes);
  const kept = new PrivateState();
  const state = engine.getState(call);
  const { configured } = state;
  const imported = await engine.attempt(findings, async () => {
    if (configured === undefined) throw refuseUnconfigured(typeName);
    const { client } = configured;
    checkIdentity(served, configured, request.identity);
    const forms = handlers.importForms?.(client) ?? listDefaultImportForms(definition);
    const rules: Rules = { forms, parts: handlers.importRules?.(client) ?? {} };
    const identity = served.identity === undefined ? null : decodeIdentity(served.identity, request.identity);
    const parts = identity === null ? parseId(typeName, id, rules) : pickImportParts(identity, forms, rules.parts);
    const nulls = Object.fromEntries(Object.keys(attributes).map((name) => [name, null]));
    const prior = { ...nulls, ...parts };
    const found = await handlers.read({ prior, private: kept, ...engine.createCall(state, findings) });
    if (found === undefined) {
      throw refuseMissing(typeName, identity === null ? `the import ID "${id}"` : "this identity");
    }
    const record: AnyRecord = reconcile(attributes, prior, found);
    if (identity !== null) checkImported(identity, record);
    return { record, identity: describeIdentity(served, configured, record) };
  });
  if (imported === undefined) return { diagnostics: findings.diagnostics };
  const { record, identity } = imported;
  const resource = { typeName, state: encodeRecord(attributes, record), private: kept.encode(), identity };
  return { importedResources: [resource], diagnostics: findings.diagnostics };
}
