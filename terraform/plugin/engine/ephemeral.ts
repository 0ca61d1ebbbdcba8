import type { Attributes } from "#access/schema/attribute.ts";
import type { AttributesOf, EphemeralResourceDefinition } from "#access/schema/definition.ts";
import type { Config, Plan, State } from "#access/schema/records.ts";
import type { Call, WithPrivateState, WithSettings } from "./handler-call.ts";
import type { Diagnostic } from "./diagnostic.ts";

/** How long an opened resource can be used without renewing it. */
export interface Renewable {
  /** When Terraform calls `renew`, so it should leave some time. @default never */
  readonly renewAt?: Date;
}

export interface Opened<A extends Attributes> extends Renewable {
  readonly result: State<A>;
}

/**
 * Implements one ephemeral resource. Terraform opens it during plan and again during apply. The process that opened it
 * also renews and closes it, so `private` is never stored and may contain secrets.
 */
export interface EphemeralHandlers<D extends EphemeralResourceDefinition, C, S> {
  validate?(request: { readonly config: Config<AttributesOf<D>> } & WithSettings<S>): readonly Diagnostic[];
  open(
    request: { readonly config: Plan<AttributesOf<D>> } & Call<C> & WithPrivateState,
  ): Promise<Opened<AttributesOf<D>>>;
  /** Required if `open` returns a `renewAt`. */
  renew?(request: Call<C> & WithPrivateState): Promise<Renewable>;
  /** Closes the resource. Succeeds if it is already gone. Its signal is not aborted when Terraform asks to stop. */
  close?(request: Call<C> & WithPrivateState): Promise<void>;
}

/** An ephemeral resource without its attribute types. */
export interface ServedEphemeralResource<C, S> {
  readonly definition: EphemeralResourceDefinition;
  readonly handlers: EphemeralHandlers<EphemeralResourceDefinition, C, S>;
}

export function serveEphemeralResource<D extends EphemeralResourceDefinition, C, S>(
  definition: D,
  handlers: EphemeralHandlers<D, C, S>,
): ServedEphemeralResource<C, S> {
  return { definition, handlers };
}
