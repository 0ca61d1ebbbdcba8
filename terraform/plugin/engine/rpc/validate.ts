import type { Attributes } from "#access/schema/attribute.ts";
import type { RpcCall } from "../../grpc/call.ts";
import type {
  ValidateActionConfigRequest,
  ValidateDataResourceConfigRequest,
  ValidateEphemeralResourceConfigRequest,
  ValidateListResourceConfigRequest,
  ValidateResourceConfigRequest,
} from "../../protocol/gen/tfplugin6.ts";
import { toSnakeCase } from "#access/schema/names.ts";
import { type Engine, Findings } from "../engine.ts";
import type { AnyRecord } from "../plan.ts";
import type { Diagnostic } from "../diagnostic.ts";
import { decodeBlock, requireRecord } from "../record-codec.ts";
import { findReadOnly } from "../read-only-values.ts";
import { findUnusable } from "../unusable-values.ts";

/** Before 1.11 Terraform would store a write-only value in its state. */
function refuseWriteOnly(attributes: Attributes, config: AnyRecord): readonly Diagnostic[] {
  const given = Object.entries(attributes).filter(
    ([name, { facts }]) => facts.isWriteOnly && (config[name] ?? null) !== null,
  );
  return given.map(([name]) => ({
    severity: "error",
    summary: "Write-only attributes require Terraform 1.11 or later",
    detail: `\`${toSnakeCase(name)}\` is write-only, but this version of Terraform would store its value in state. Use Terraform 1.11 or later, or remove the attribute.`,
    path: [name],
  }));
}

interface ConfigCheck {
  readonly attributes: Attributes;
  readonly config: AnyRecord;
  readonly diagnostics?: readonly Diagnostic[];
}

/** Checks first what Terraform's types let through: a handler only sees values of the types that it declared. */
async function checkConfig(
  engine: Engine,
  { attributes, config, diagnostics = [] }: ConfigCheck,
  validate: () => readonly Diagnostic[] | undefined,
) {
  const findings = new Findings(attributes);
  const unusable = findUnusable(attributes, config);
  findings.add(...diagnostics, ...findReadOnly(attributes, config), ...unusable);
  if (unusable.length === 0) await engine.attempt(findings, () => findings.add(...(validate() ?? [])));
  return { diagnostics: findings.diagnostics };
}

export async function validateResourceConfig(engine: Engine, request: ValidateResourceConfigRequest, call: RpcCall) {
  const { definition, handlers } = engine.getResource(request.typeName);
  const { attributes } = definition;
  const config = requireRecord(attributes, request.config);
  const { settings } = engine.getState(call);
  const isStored = request.clientCapabilities?.writeOnlyAttributesAllowed !== true;
  const diagnostics = isStored ? refuseWriteOnly(attributes, config) : [];
  return checkConfig(engine, { attributes, config, diagnostics }, () => handlers.validate?.({ config, settings }));
}

export async function validateDataResourceConfig(
  engine: Engine,
  request: ValidateDataResourceConfigRequest,
  call: RpcCall,
) {
  const { definition, handlers } = engine.getDataSource(request.typeName);
  const { attributes } = definition;
  const config = requireRecord(attributes, request.config);
  const { settings } = engine.getState(call);
  return checkConfig(engine, { attributes, config }, () => handlers.validate?.({ config, settings }));
}

export async function validateEphemeralResourceConfig(
  engine: Engine,
  request: ValidateEphemeralResourceConfigRequest,
  call: RpcCall,
) {
  const { definition, handlers } = engine.getEphemeralResource(request.typeName);
  const { attributes } = definition;
  const config = requireRecord(attributes, request.config);
  const { settings, configured } = engine.getState(call);
  // Terraform asks again right before it opens one, and shows what is wrong without its address. The opening has that, and looks itself.
  if (configured !== undefined) return { diagnostics: [] };
  return checkConfig(engine, { attributes, config }, () => handlers.validate?.({ config, settings }));
}

/** Terraform sends the limit too, and whether it wants the objects: nothing about them can be wrong. */
export async function validateListResourceConfig(
  engine: Engine,
  request: ValidateListResourceConfigRequest,
  call: RpcCall,
) {
  const { definition, handlers } = engine.getListResource(request.typeName);
  const { attributes } = definition;
  const config = decodeBlock(attributes, request.config);
  const { settings } = engine.getState(call);
  return checkConfig(engine, { attributes, config }, () => handlers.validate?.({ config, settings }));
}

export async function validateActionConfig(engine: Engine, request: ValidateActionConfigRequest, call: RpcCall) {
  const { definition, handlers } = engine.getAction(request.typeName);
  const { attributes } = definition;
  const config = requireRecord(attributes, request.config);
  const { settings } = engine.getState(call);
  return checkConfig(engine, { attributes, config }, () => handlers.validate?.({ config, settings }));
}
