import type { Attributes } from "#access/schema/attribute.ts";
import type { AttributesOf, EphemeralResourceDefinition } from "#access/schema/definition.ts";
import type { Config, Plan, State } from "#access/schema/records.ts";
import type { Call, Kept, Within } from "./handler-call.ts";
import type { Problem } from "./problem.ts";

/** How long something that was opened can be used as it is. */
export interface Renewable {
  /** When `renew` has to have been called; left out: never. Terraform asks at that moment, so leave time for it. */
  readonly renewAt?: Date;
}

export interface Opened<A extends Attributes> extends Renewable {
  readonly result: State<A>;
}

/**
 * How one ephemeral resource is carried out. Terraform opens it in a plan and again in the apply; renewing and closing
 * happen in the process that opened it, so what `private` holds is never stored, and may be secret.
 */
export interface EphemeralHandlers<D extends EphemeralResourceDefinition, C, S> {
  validate?(request: { readonly config: Config<AttributesOf<D>> } & Within<S>): readonly Problem[];
  open(request: { readonly config: Plan<AttributesOf<D>> } & Call<C> & Kept): Promise<Opened<AttributesOf<D>>>;
  /** Needed where `open` gives a `renewAt`. */
  renew?(request: Call<C> & Kept): Promise<Renewable>;
  /** Gives back what was opened; succeeds where it is gone already. */
  close?(request: Call<C> & Kept): Promise<void>;
}

/** An ephemeral resource whose types are forgotten, as a resource's are. */
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
