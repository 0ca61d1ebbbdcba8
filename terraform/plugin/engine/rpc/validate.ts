import type { Attributes } from "#access/schema/attribute.ts";
import type { RpcCall } from "../../grpc/call.ts";
import type { ValidateDataResourceConfigRequest } from "../../protocol/data-sources.ts";
import type { ValidateEphemeralResourceConfigRequest } from "../../protocol/ephemeral-resources.ts";
import type { ValidateResourceConfigRequest } from "../../protocol/resources.ts";
import { snakeCase } from "#access/schema/names.ts";
import { type Engine, Findings } from "../engine.ts";
import type { AnyRecord } from "../plan.ts";
import type { Problem } from "../problem.ts";
import { requireRecord } from "../values.ts";
import { fractionsInRecord } from "../whole-numbers.ts";

/** Before 1.11 Terraform would store a write-only value in its state. */
function writeOnlyRefused(attributes: Attributes, config: AnyRecord): readonly Problem[] {
  const given = Object.entries(attributes).filter(
    ([name, { facts }]) => facts.isWriteOnly && (config[name] ?? null) !== null,
  );
  return given.map(([name]) => ({
    severity: "error",
    summary: "Write-only attributes need Terraform 1.11",
    detail: `\`${snakeCase(name)}\` is write-only, and this Terraform would keep its value in state. Use Terraform 1.11 or later, or leave the attribute out.`,
    path: [name],
  }));
}

interface Checked {
  readonly attributes: Attributes;
  readonly config: AnyRecord;
  readonly problems?: readonly Problem[];
}

/** What the types let through is checked first: a handler sees only values of the types that it was promised. */
async function checked(
  engine: Engine,
  { attributes, config, problems = [] }: Checked,
  validate: () => readonly Problem[] | undefined,
) {
  const findings = new Findings(attributes);
  const fractions = fractionsInRecord(attributes, config);
  findings.add(...problems, ...fractions);
  if (fractions.length === 0) await engine.attempt(findings, () => findings.add(...(validate() ?? [])));
  return { diagnostics: findings.diagnostics };
}

export async function validateResourceConfig(engine: Engine, request: ValidateResourceConfigRequest, call: RpcCall) {
  const { definition, handlers } = engine.resource(request.typeName);
  const { attributes } = definition;
  const config = requireRecord(attributes, request.config);
  const { settings } = engine.state(call);
  const isKept = request.clientCapabilities?.writeOnlyAttributesAllowed !== true;
  const problems = isKept ? writeOnlyRefused(attributes, config) : [];
  return checked(engine, { attributes, config, problems }, () => handlers.validate?.({ config, settings }));
}

export async function validateDataResourceConfig(
  engine: Engine,
  request: ValidateDataResourceConfigRequest,
  call: RpcCall,
) {
  const { definition, handlers } = engine.dataSource(request.typeName);
  const { attributes } = definition;
  const config = requireRecord(attributes, request.config);
  const { settings } = engine.state(call);
  return checked(engine, { attributes, config }, () => handlers.validate?.({ config, settings }));
}

export async function validateEphemeralResourceConfig(
  engine: Engine,
  request: ValidateEphemeralResourceConfigRequest,
  call: RpcCall,
) {
  const { definition, handlers } = engine.ephemeralResource(request.typeName);
  const { attributes } = definition;
  const config = requireRecord(attributes, request.config);
  const { settings } = engine.state(call);
  return checked(engine, { attributes, config }, () => handlers.validate?.({ config, settings }));
}
