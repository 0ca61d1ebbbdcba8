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

/** Whatever has a configuration: a resource, a data source, an action and the like. */
interface Configured {
  readonly definition: { readonly attributes: Attributes };
  readonly handlers: {
    validate?(given: {
      readonly config: AnyRecord;
      readonly settings: AnyRecord | null;
    }): readonly Diagnostic[] | undefined;
  };
}

interface Asked {
  readonly config: AnyRecord;
  readonly call: RpcCall;
  /** What is known to be wrong with it. */
  readonly diagnostics?: readonly Diagnostic[];
}

/** Checks first what Terraform's types let through: a handler only sees values of the types that it declared. */
async function check(engine: Engine, { definition, handlers }: Configured, { config, call, diagnostics = [] }: Asked) {
  const { settings } = engine.getState(call);
  const findings = new Findings(definition.attributes);
  const unusable = findUnusable(definition.attributes, config);
  findings.add(...diagnostics, ...findReadOnly(definition.attributes, config), ...unusable);
  if (unusable.length === 0)
    await engine.attempt(findings, () => findings.add(...(handlers.validate?.({ config, settings }) ?? [])));
  return { diagnostics: findings.diagnostics };
}

export async function validateResourceConfig(engine: Engine, request: ValidateResourceConfigRequest, call: RpcCall) {
  const served = engine.getResource(request.typeName);
  const { attributes } = served.definition;
  const config = requireRecord(attributes, request.config);
  const isStored = request.clientCapabilities?.writeOnlyAttributesAllowed !== true;
  return check(engine, served, { config, call, diagnostics: isStored ? refuseWriteOnly(attributes, config) : [] });
}

export async function validateDataResourceConfig(
  engine: Engine,
  request: ValidateDataResourceConfigRequest,
  call: RpcCall,
) {
  const served = engine.getDataSource(request.typeName);
  return check(engine, served, { config: requireRecord(served.definition.attributes, request.config), call });
}

export async function validateEphemeralResourceConfig(
  engine: Engine,
  request: ValidateEphemeralResourceConfigRequest,
  call: RpcCall,
) {
  const served = engine.getEphemeralResource(request.typeName);
  const config = requireRecord(served.definition.attributes, request.config);
  // Terraform asks again right before it opens one, and shows what is wrong without its address. The opening has that, and looks itself.
  if (engine.getState(call).configured !== undefined) return { diagnostics: [] };
  return check(engine, served, { config, call });
}

/** Terraform sends the limit too, and whether it wants the objects: nothing about them can be wrong. */
export async function validateListResourceConfig(
  engine: Engine,
  request: ValidateListResourceConfigRequest,
  call: RpcCall,
) {
  const served = engine.getListResource(request.typeName);
  return check(engine, served, { config: decodeBlock(served.definition.attributes, request.config), call });
}

export async function validateActionConfig(engine: Engine, request: ValidateActionConfigRequest, call: RpcCall) {
  const served = engine.getAction(request.typeName);
  return check(engine, served, { config: requireRecord(served.definition.attributes, request.config), call });
}
