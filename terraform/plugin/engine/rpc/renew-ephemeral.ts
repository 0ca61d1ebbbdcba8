import type { RpcCall } from "../../grpc/call.ts";
import type { RenewEphemeralResourceRequest } from "../../protocol/ephemeral-resources.ts";
import { type Engine, Findings } from "../engine.ts";
import { PluginFault } from "../../fault.ts";
import { PrivateState } from "../private-state.ts";
import { renewal } from "../renewal.ts";

/** Terraform keeps the private value that comes back in place of the one before; one that is left out is lost. */
export async function renewEphemeralResource(engine: Engine, request: RenewEphemeralResourceRequest, call: RpcCall) {
  const served = engine.ephemeralResource(request.typeName);
  const { definition, handlers } = served;
  const findings = new Findings(definition.attributes);
  const kept = PrivateState.decode(request.private);
  const state = engine.state(call);
  const renewed = await engine.attempt(findings, async () => {
    if (handlers.renew === undefined) throw new PluginFault(`${request.typeName} is never renewed`);
    return renewal(served, await handlers.renew({ private: kept, ...engine.call(state, findings) }));
  });
  return { private: kept.encode(), diagnostics: findings.diagnostics, ...renewed };
}
