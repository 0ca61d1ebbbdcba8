import { isWhollyKnown } from "#access/schema/unknown.ts";
import type { RpcCall } from "../../grpc/call.ts";
import type { ConfigureProviderRequest, ValidateProviderConfigRequest } from "../../protocol/provider-configuration.ts";
import { type Engine, Findings } from "../engine.ts";
import { requireRecord } from "../values.ts";
import { fractionsInRecord } from "../whole-numbers.ts";

/** Remembers the block: what validates resources on this connection may need to know the vendor. */
export async function validateProviderConfig(engine: Engine, request: ValidateProviderConfigRequest, call: RpcCall) {
  const { provider } = engine;
  const findings = new Findings(provider.attributes);
  const settings = requireRecord(provider.attributes, request.config);
  const fractions = fractionsInRecord(provider.attributes, settings);
  findings.add(...fractions);
  if (fractions.length === 0) {
    engine.state(call).settings = settings;
    await engine.attempt(findings, () => findings.add(...(provider.validate?.(settings) ?? [])));
  }
  return { diagnostics: findings.diagnostics };
}

/** While the block holds unknown values there is no client: plans go on without one, and say what they could not do. */
export async function configureProvider(engine: Engine, request: ConfigureProviderRequest, call: RpcCall) {
  const { provider, log } = engine;
  const findings = new Findings(provider.attributes);
  const settings = requireRecord(provider.attributes, request.config);
  const state = engine.state(call);
  state.settings = settings;
  state.configured = undefined;
  if (isWhollyKnown(settings)) {
    const { terraformVersion } = request;
    state.configured = await engine.attempt(findings, async () => ({
      client: await provider.configure({
        ...{ settings, terraformVersion, log },
        warn: (problem) => findings.add({ ...problem, severity: "warning" }),
      }),
    }));
  }
  return { diagnostics: findings.diagnostics };
}

export async function stopProvider(engine: Engine, _request: unknown, call: RpcCall) {
  engine.log.info("Terraform asks to stop: requests in flight are finished, no other is started");
  engine.state(call).stop.abort();
  return {};
}
