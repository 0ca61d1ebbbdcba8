import type { Attributes } from "#access/schema/attribute.ts";
import type { AttributesOf, DataSourceDefinition, ImportIdOf, ResourceDefinition } from "#access/schema/definition.ts";
import type { ArgumentsOf, FunctionDefinition, Parameters } from "#access/schema/function.ts";
import type { Config, Plan, Prior, Proposed, Returned, State } from "#access/schema/records.ts";
import type { Log } from "../process/log.ts";
import type { ServedEphemeralResource } from "./ephemeral.ts";
import type { Call, Kept, Within } from "./handler-call.ts";
import type { Problem } from "./problem.ts";

export type { Call } from "./handler-call.ts";

export interface PlanRequest<A extends Attributes, C, S> extends Within<S> {
  readonly config: Config<A>;
  /** Null on create. */
  readonly prior: State<A> | null;
  readonly planned: Proposed<A>;
  /** Undefined while the provider block holds values that are not known yet. */
  readonly client: C | undefined;
  readonly signal: AbortSignal;
  readonly log: Log;
}

export interface PlanAmendment<A extends Attributes> {
  /** Values in place of the planned ones; only for attributes that the user left to the vendor. */
  readonly values?: Partial<Proposed<A>>;
  /** Further attributes whose change calls for a new thing. */
  readonly replace?: readonly (keyof A & string)[];
  readonly problems?: readonly Problem[];
}

/** How one resource is carried out. Everything is typed by its definition. */
export interface ResourceHandlers<D extends ResourceDefinition, C, S> {
  /** Finds what no run can change. Values may be unknown; an unknown value is never a reason to fail. */
  validate?(request: { readonly config: Config<AttributesOf<D>> } & Within<S>): readonly Problem[];
  plan?(
    request: PlanRequest<AttributesOf<D>, C, S>,
  ): PlanAmendment<AttributesOf<D>> | Promise<PlanAmendment<AttributesOf<D>>>;
  /** Makes the thing. To save a state beside an error, throw `PartialResult`. */
  create(
    request: { readonly plan: Plan<AttributesOf<D>>; readonly config: Config<AttributesOf<D>> } & Call<C> & Kept,
  ): Promise<Returned<AttributesOf<D>>>;
  /** Undefined where the thing is gone. After an import only the attributes of the import id are sure to be there. */
  read(
    request: { readonly prior: Prior<AttributesOf<D>, ImportIdOf<D>> } & Call<C> & Kept,
  ): Promise<Returned<AttributesOf<D>> | undefined>;
  update(
    request: {
      readonly prior: State<AttributesOf<D>>;
      readonly plan: Plan<AttributesOf<D>>;
      readonly config: Config<AttributesOf<D>>;
    } & Call<C> &
      Kept,
  ): Promise<Returned<AttributesOf<D>>>;
  /** Deletes the thing; succeeds where it is gone already. */
  remove(request: { readonly prior: State<AttributesOf<D>> } & Call<C> & Kept): Promise<void>;
  /** The forms of an import id, `{attribute}` standing for a value. Left out, or undefined: the definition's. */
  importForms?(client: C): readonly string[] | undefined;
  /** From the stored JSON of version K to that of version K + 1, Terraform's names. */
  readonly upgrades?: { readonly [fromVersion: number]: (stored: AnyStored) => AnyStored };
  /** What other providers store of the same thing, for users' `moved` blocks. */
  readonly moves?: readonly Move[];
}

/** A stored record, Terraform's names; numbers are `Numeric`. */
export type AnyStored = { readonly [name: string]: unknown };

/** How another provider's state becomes one of ours. */
export interface Move {
  /** `namespace/name`, on whatever registry. */
  readonly fromProvider: string;
  readonly fromType: string;
  /** Left out: any schema version. */
  readonly fromVersion?: number;
  /** To the stored JSON of the present version. What it leaves out is null until the next read. */
  move(stored: AnyStored): AnyStored;
}

export interface DataSourceHandlers<D extends DataSourceDefinition, C, S> {
  validate?(request: { readonly config: Config<AttributesOf<D>> } & Within<S>): readonly Problem[];
  read(request: { readonly config: Plan<AttributesOf<D>> } & Call<C>): Promise<State<AttributesOf<D>>>;
}

/** A resource whose attribute types are forgotten, so that a provider can hold many. */
export interface ServedResource<C, S> {
  readonly definition: ResourceDefinition;
  readonly handlers: ResourceHandlers<ResourceDefinition, C, S>;
}

export interface ServedDataSource<C, S> {
  readonly definition: DataSourceDefinition;
  readonly handlers: DataSourceHandlers<DataSourceDefinition, C, S>;
}

// Forgetting the types is safe: the engine hands each handler only records that it decoded by that same definition.
export function serveResource<D extends ResourceDefinition, C, S>(
  definition: D,
  handlers: ResourceHandlers<D, C, S>,
): ServedResource<C, S> {
  return { definition, handlers };
}

export function serveDataSource<D extends DataSourceDefinition, C, S>(
  definition: D,
  handlers: DataSourceHandlers<D, C, S>,
): ServedDataSource<C, S> {
  return { definition, handlers };
}

/** A function with what computes it. Its types are forgotten, as a resource's are. */
export interface ServedFunction {
  readonly definition: FunctionDefinition;
  call(given: { readonly [name: string]: unknown }, rest: readonly unknown[]): unknown;
}

/**
 * `call` is pure: Terraform calls it again and compares. It refuses an argument by throwing a problem, or an error that
 * the provider explains, whose path begins with the parameter's name. `rest` is what the variadic parameter took.
 */
export function serveFunction<P extends Parameters, V, R>(
  definition: FunctionDefinition<P, V, R>,
  call: (given: ArgumentsOf<P>, rest: readonly V[]) => NoInfer<R>,
): ServedFunction {
  return { definition, call };
}

export interface Provider<P extends Attributes, C> {
  /** Type names start with it: `access` gives `access_role`. */
  readonly name: string;
  readonly summary: string;
  readonly attributes: P;
  /** Checks the provider block; values may be unknown. */
  validate?(settings: Config<P>): readonly Problem[];
  /** Called once a connection, when the whole block is known. Does no network: a plan may never need the vendor. */
  configure(request: {
    readonly settings: Config<P>;
    readonly terraformVersion: string;
    readonly log: Log;
    /** Tells the user something without stopping. */
    warn(problem: Omit<Problem, "severity">): void;
  }): Promise<C> | C;
  /** Words an error that a handler threw; undefined where it does not know it. */
  explain(error: unknown): readonly Problem[] | undefined;
  readonly resources: readonly ServedResource<C, Config<P>>[];
  readonly dataSources: readonly ServedDataSource<C, Config<P>>[];
  readonly ephemeralResources?: readonly ServedEphemeralResource<C, Config<P>>[];
  readonly functions?: readonly ServedFunction[];
}
