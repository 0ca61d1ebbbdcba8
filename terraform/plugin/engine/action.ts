import type { ActionDefinition } from "#access/schema/definition.ts";
import type { Log } from "../process/log.ts";
import type { Call, WithSettings } from "./handler-call.ts";
import type { Diagnostic } from "./diagnostic.ts";
import type { AnyRecord } from "./plan.ts";

export interface ActionPlanRequest<C, S> extends WithSettings<S> {
  /** Values may be unknown: what they depend on is applied before the action. */
  readonly config: AnyRecord;
  /** Undefined while the provider block contains unknown values. */
  readonly client: C | undefined;
  readonly signal: AbortSignal;
  readonly log: Log;
}

export interface ActionCall<C, S> extends Call<C>, WithSettings<S> {
  /** Wholly known. */
  readonly config: AnyRecord;
  /** Tells the user what is happening: one line, never a secret. */
  progress(message: string): void;
}

/** Implements one action: it has no state and no result, only what it tells. */
export interface ActionHandlers<C, S> {
  /** As for a resource. Arguments that are not set are null. */
  validate?(request: { readonly config: AnyRecord } & WithSettings<S>): readonly Diagnostic[];
  /** Says what no run can make valid, before anything is done. */
  plan?(request: ActionPlanRequest<C, S>): readonly Diagnostic[] | Promise<readonly Diagnostic[]>;
  /** Throw if it could not be done; say how far it came. */
  invoke(call: ActionCall<C, S>): Promise<void>;
}

export interface ServedAction<C, S> {
  readonly definition: ActionDefinition;
  readonly handlers: ActionHandlers<C, S>;
}
