import type { RpcCall } from "../../grpc/call.ts";
import type { RenewEphemeralResourceRequest } from "../../protocol/gen/tfplugin6.ts";
import { type Engine, Findings } from "../engine.ts";
import { ProtocolError } from "../../protocol-error.ts";
import { PrivateState } from "../private-state.ts";
import { scheduleRenewal } from "../renewal.ts";

/** Terraform replaces the private value with the returned one; a value that is left out is lost. */
export async function renewEphemeralResource(engine: Engine, request: RenewEphemeralResourceRequest, call: RpcCall) {
  const served = engine.getEphemeralResource(request.typeName);
  const { definition, handlers } = served;
  const findings = new Findings(definition.attributes);
  const kept = PrivateState.decode(request.private);
  const state = engine.getState(call);
  const renewed = await engine.attempt(findings, async () => {
    if (handlers.renew === undefined) throw new ProtocolError(`${request.typeName} has no renew handler`);
    return scheduleRenewal(served, await handlers.renew({ private: kept, ...engine.createCall(state, findings) }));
  });
  const encoded = kept.encode();
  const opened = engine.opened.take(call.session, request.typeName, request.private);
  if (opened !== undefined) engine.opened.add(call.session, { ...opened, kept: encoded });
  return { private: encoded, diagnostics: findings.diagnostics, ...renewed };
}
