import { isWhollyKnown } from "#access/schema/unknown.ts";
import type { RpcCall } from "../../grpc/call.ts";
import type { ConfigureProviderRequest, ValidateProviderConfigRequest } from "../../protocol/gen/tfplugin6.ts";
import type { Diagnostic } from "../diagnostic.ts";
import { type Engine, Findings } from "../engine.ts";
import { requireRecord } from "../record-codec.ts";
import { findUnusable, refuseUnusable } from "../unusable-values.ts";

/** Remembers the block: validating resources on this connection may require the vendor. */
export async function validateProviderConfig(engine: Engine, request: ValidateProviderConfigRequest, call: RpcCall) {
  const { provider } = engine;
  const findings = new Findings(provider.attributes);
  const settings = requireRecord(provider.attributes, request.config);
  const unusable = findUnusable(provider.attributes, settings);
  findings.add(...unusable);
  if (unusable.length === 0) {
    engine.getState(call).settings = settings;
    await engine.attempt(findings, () => findings.add(...(provider.validate?.(settings) ?? [])));
  }
  return { diagnostics: findings.diagnostics };
}

/** Creates no client while the block contains unknown values. Plans then continue without one and say what they skip. */
export async function configureProvider(engine: Engine, request: ConfigureProviderRequest, call: RpcCall) {
  const { provider, log } = engine;
  const findings = new Findings(provider.attributes);
  const settings = requireRecord(provider.attributes, request.config);
  const state = engine.getState(call);
  state.settings = settings;
  state.configured = undefined;
  if (isWhollyKnown(settings)) {
    const { terraformVersion } = request;
    state.configured = await engine.attempt(findings, async () => {
      refuseUnusable(provider.attributes, settings);
      const warn = (diagnostic: Omit<Diagnostic, "severity">): void =>
        findings.add({ ...diagnostic, severity: "warning" });
      return { client: await provider.configure({ settings, terraformVersion, log, warn }) };
    });
  }
  return { diagnostics: findings.diagnostics };
}

export async function stopProvider(engine: Engine, _request: unknown, call: RpcCall) {
  engine.log.info("Terraform asked to stop: finishing the requests in flight, starting no others");
  engine.getState(call).stop.abort();
  return {};
}
