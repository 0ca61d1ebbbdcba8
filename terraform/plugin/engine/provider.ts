import type { Attributes } from "#access/schema/attribute.ts";
import type { AttributesOf, DataSourceDefinition, ImportIdOf, ResourceDefinition } from "#access/schema/definition.ts";
import type { ArgumentsOf, FunctionDefinition, Parameters } from "#access/schema/function.ts";
import type { Config, Plan, Prior, Proposed, Returned, State } from "#access/schema/records.ts";
import type { StoredState } from "#access/schema/stored-state.ts";
import type { Log } from "../process/log.ts";
import type { ServedAction } from "./action.ts";
import type { ServedEphemeralResource } from "./ephemeral.ts";
import type { Call, WithPrivateState, WithSettings } from "./handler-call.ts";
import type { Diagnostic } from "./diagnostic.ts";
import type { ResourceIdentity } from "./identity.ts";
import type { PartRules } from "./import-id.ts";
import type { ServedListResource } from "./list-resource.ts";
import type { AnyRecord } from "./plan.ts";

export type { Call } from "./handler-call.ts";

export interface PlanRequest<A extends Attributes, C, S> extends WithSettings<S> {
  readonly config: Config<A>;
  /** Null on create. */
  readonly prior: State<A> | null;
  readonly planned: Proposed<A>;
  /** The `successorNote` of the object that this creation replaces; undefined if it replaces none. */
  readonly replaces: string | undefined;
  /** Undefined while the provider block contains unknown values. */
  readonly client: C | undefined;
  readonly signal: AbortSignal;
  readonly log: Log;
}

export interface PlanAmendment<A extends Attributes> {
  /** Values in place of the planned ones; only for attributes that the user left to the vendor. */
  readonly values?: Partial<Proposed<A>>;
  /** More attributes whose change requires replacement. */
  readonly replace?: readonly (keyof A & string)[];
  /** What the plan of the successor is told if the object is replaced. */
  readonly successorNote?: string | undefined;
  readonly diagnostics?: readonly Diagnostic[];
}

/** Implements one resource. Everything is typed by its definition. */
export interface ResourceHandlers<D extends ResourceDefinition, C, S> {
  /** Reports errors that no run can fix. Values may be unknown, which is never a reason to fail. */
  validate?(request: { readonly config: Config<AttributesOf<D>> } & WithSettings<S>): readonly Diagnostic[];
  plan?(
    request: PlanRequest<AttributesOf<D>, C, S>,
  ): PlanAmendment<AttributesOf<D>> | Promise<PlanAmendment<AttributesOf<D>>>;
  /** Checks a destroy before anything is deleted. */
  planRemoval?(request: {
    readonly prior: State<AttributesOf<D>>;
    /** As in `PlanRequest`. */
    readonly client: C | undefined;
  }): readonly Diagnostic[];
  /** Creates the object. Throw `PartialResult` to save a state together with an error. */
  create(
    request: { readonly plan: Plan<AttributesOf<D>>; readonly config: Config<AttributesOf<D>> } & Call<C> &
      WithPrivateState,
  ): Promise<Returned<AttributesOf<D>>>;
  /** Undefined if the object is gone. After an import only the attributes of the import ID are set. */
  read(
    request: { readonly prior: Prior<AttributesOf<D>, ImportIdOf<D>> } & Call<C> & WithPrivateState,
  ): Promise<Returned<AttributesOf<D>> | undefined>;
  update(
    request: {
      readonly prior: State<AttributesOf<D>>;
      readonly plan: Plan<AttributesOf<D>>;
      readonly config: Config<AttributesOf<D>>;
    } & Call<C> &
      WithPrivateState,
  ): Promise<Returned<AttributesOf<D>>>;
  /** Deletes the object; succeeds if it is already gone. */
  remove(request: { readonly prior: State<AttributesOf<D>> } & Call<C> & WithPrivateState): Promise<void>;
  /**
   * What code says of an object so that its import changes nothing.
   * @default the state without what nobody can write, what is secret, and what is a default
   */
  generateConfig?(
    request: { readonly state: AnyRecord; readonly client: C | undefined } & WithSettings<S>,
  ): GeneratedConfig;
  /** The forms of an import ID, with `{attribute}` in place of a value. @default those of the definition */
  importForms?(client: C): readonly string[] | undefined;
  /** What is known of the values in an import ID. @default nothing */
  importRules?(client: C): PartRules;
  /** What other providers store of the same thing, for users' `moved` blocks. */
  readonly moves?: readonly Move[];
}

export interface GeneratedConfig {
  /** What is left out is null. */
  readonly config: AnyRecord;
  readonly diagnostics?: readonly Diagnostic[];
}

/** How another provider's state becomes one of ours. */
export interface Move {
  /** `namespace/name`, on whatever registry. */
  readonly fromProvider: string;
  readonly fromType: string;
  /** Left out: any schema version. */
  readonly fromVersion?: number;
  /** To the stored JSON of the present version. What it leaves out is null until the next read. */
  move(stored: StoredState): StoredState;
}

export interface DataSourceHandlers<D extends DataSourceDefinition, C, S> {
  validate?(request: { readonly config: Config<AttributesOf<D>> } & WithSettings<S>): readonly Diagnostic[];
  read(request: { readonly config: Plan<AttributesOf<D>> } & Call<C>): Promise<State<AttributesOf<D>>>;
}

/** A resource without its attribute types, so that a provider can hold many. */
export interface ServedResource<C, S> {
  readonly definition: ResourceDefinition;
  readonly handlers: ResourceHandlers<ResourceDefinition, C, S>;
  /** @default Terraform stores none */
  readonly identity?: ResourceIdentity<C>;
}

export interface ServedDataSource<C, S> {
  readonly definition: DataSourceDefinition;
  readonly handlers: DataSourceHandlers<DataSourceDefinition, C, S>;
}

// Dropping the types is safe: the engine gives each handler only records that it decoded with the same definition.
export function serveResource<D extends ResourceDefinition, C, S>(
  definition: D,
  handlers: ResourceHandlers<D, C, S>,
  identity?: ResourceIdentity<C>,
): ServedResource<C, S> {
  return identity === undefined ? { definition, handlers } : { definition, handlers, identity };
}

export function serveDataSource<D extends DataSourceDefinition, C, S>(
  definition: D,
  handlers: DataSourceHandlers<D, C, S>,
): ServedDataSource<C, S> {
  return { definition, handlers };
}

/** A function and its implementation, without their types. */
export interface ServedFunction {
  readonly definition: FunctionDefinition;
  call(given: { readonly [name: string]: unknown }, rest: readonly unknown[]): unknown;
}

/**
 * `call` is pure: Terraform calls it again and compares. It refuses an argument by throwing a diagnostic, or an error that
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
  validate?(settings: Config<P>): readonly Diagnostic[];
  /** Called once per connection, when the whole block is known. Makes no requests: a plan may not need the vendor. */
  configure(request: {
    readonly settings: Config<P>;
    readonly terraformVersion: string;
    readonly log: Log;
    /** Shows the user a warning. */
    warn(diagnostic: Omit<Diagnostic, "severity">): void;
  }): Promise<C> | C;
  /** Explains an error that a handler threw; undefined for unknown errors. */
  explain(error: unknown): readonly Diagnostic[] | undefined;
  readonly resources: readonly ServedResource<C, Config<P>>[];
  readonly dataSources: readonly ServedDataSource<C, Config<P>>[];
  readonly ephemeralResources?: readonly ServedEphemeralResource<C, Config<P>>[];
  readonly functions?: readonly ServedFunction[];
  /** Each of a resource of the same type, which has an identity. Asked for when Terraform first asks for one, or for the schema. */
  listResources?(): readonly ServedListResource<C, Config<P>>[];
  /** As `listResources`. */
  actions?(): readonly ServedAction<C, Config<P>>[];
}
