import type { RpcCall } from "../../grpc/call.ts";
import type { CloseEphemeralResourceRequest } from "../../protocol/gen/tfplugin6.ts";
import { type Engine, Findings } from "../engine.ts";
import { PrivateState } from "../private-state.ts";

export async function closeEphemeralResource(engine: Engine, request: CloseEphemeralResourceRequest, call: RpcCall) {
  engine.opened.take(call.session, request.typeName, request.private);
  const { definition, handlers } = engine.getEphemeralResource(request.typeName);
  const findings = new Findings(definition.attributes);
  const kept = PrivateState.decode(request.private);
  const state = engine.getState(call);
  const handlerCall = engine.createCall(state, findings, new AbortController().signal);
  const closing = engine.attempt(findings, () => handlers.close?.({ private: kept, ...handlerCall }));
  await engine.opened.follow(closing);
  return { diagnostics: findings.diagnostics };
}
