import { isWhollyKnown } from "#access/schema/unknown.ts";
import type { RpcCall } from "../../grpc/call.ts";
import type { InvokeActionEventInit, InvokeActionRequest, PlanActionRequest } from "../../protocol/gen/tfplugin6.ts";
import { DiagnosticError } from "../diagnostic.ts";
import { toShownText } from "../diagnostic-message.ts";
import { type Engine, Findings } from "../engine.ts";
import type { AnyRecord } from "../plan.ts";
import { requireRecord } from "../record-codec.ts";
import { findUnusable, refuseUnusable } from "../unusable-values.ts";

/** Says what no run can make valid. Nothing is deferred: what is unknown is known when the action is invoked. */
export async function planAction(engine: Engine, request: PlanActionRequest, call: RpcCall) {
  const { definition, handlers } = engine.getAction(request.actionType);
  const { attributes } = definition;
  const findings = new Findings(attributes);
  const config = requireRecord(attributes, request.config);
  const { configured, settings, stop } = engine.getState(call);
  const unusable = findUnusable(attributes, config);
  findings.add(...unusable);
  if (unusable.length === 0) {
    await engine.attempt(findings, async () => {
      const context = { settings, client: configured?.client, signal: stop.signal, log: engine.log };
      findings.add(...((await handlers.plan?.({ config, ...context })) ?? []));
    });
  }
  return { diagnostics: findings.diagnostics };
}

function refuseUnknown(type: string): DiagnosticError {
  return new DiagnosticError({
    severity: "error",
    summary: "The action cannot be carried out",
    detail: `${type} depends on values that are not known: those of its own block, or of the provider's. Nothing was done.`,
  });
}

/** Messages that come up while a handler runs, for whoever takes them one by one. */
class Messages {
  readonly #waiting: string[] = [];
  #wake: (() => void) | undefined;
  #isOver = false;

  add(message: string): void {
    this.#waiting.push(message);
    this.#wake?.();
  }

  end(): void {
    this.#isOver = true;
    this.#wake?.();
  }

  async *take(): AsyncGenerator<string> {
    for (;;) {
      for (const message of this.#waiting.splice(0)) yield message;
      if (this.#waiting.length > 0) continue;
      if (this.#isOver) return;
      await new Promise<void>((resolve) => (this.#wake = resolve));
      this.#wake = undefined;
    }
  }
}

interface Invocation {
  readonly request: InvokeActionRequest;
  readonly call: RpcCall;
  readonly config: AnyRecord;
  readonly findings: Findings;
  readonly messages: Messages;
}

async function invoke(engine: Engine, { request, call, config, findings, messages }: Invocation): Promise<void> {
  const { actionType } = request;
  const { definition, handlers } = engine.getAction(actionType);
  const state = engine.getState(call);
  await engine.attempt(findings, () => {
    if (!isWhollyKnown(config) || state.configured === undefined) throw refuseUnknown(actionType);
    refuseUnusable(definition.attributes, config);
    const signal = AbortSignal.any([state.stop.signal, call.signal]);
    const { settings } = state;
    const progress = (message: string): void => messages.add(message);
    return handlers.invoke({ ...engine.createCall(state, findings), settings, config, signal, progress });
  });
  messages.end();
}

/** Tells what happens, and at last that it is over: exactly once, since Terraform waits for it. */
export async function* invokeAction(
  engine: Engine,
  request: InvokeActionRequest,
  call: RpcCall,
): AsyncGenerator<InvokeActionEventInit> {
  const { attributes } = engine.getAction(request.actionType).definition;
  const findings = new Findings(attributes);
  const messages = new Messages();
  const config = requireRecord(attributes, request.config);
  // It goes on if nobody listens any more: what it has begun, it ends.
  const done = invoke(engine, { request, call, config, findings, messages });
  for await (const message of messages.take())
    yield { type: { kind: "progress", value: { message: toShownText(message) } } };
  await done;
  yield { type: { kind: "completed", value: { diagnostics: findings.diagnostics } } };
}
