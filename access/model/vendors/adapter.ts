import type { AttributesOf, DataSourceDefinition, ImportIdOf, ResourceDefinition } from "../../schema/definition.ts";
import type { Config, Plan, Prior, Proposed, Returned, State } from "../../schema/records.ts";
import type { Secret } from "../../schema/secret.ts";
import type { AccessError } from "../errors.ts";
import type { GainReader, TokenRights } from "../permissions/escalation.ts";
import type { VendorFacts } from "./facts.ts";

/** What a line of a debug log says. Never a body, never a secret. */
export type Trace = (message: string, fields: { readonly [name: string]: unknown }) => void;

/** The proxy through which a vendor is reached. */
export interface ProxyServer {
  /** Scheme, host and port, without credentials. */
  readonly url: string;
  /** What `Proxy-Authorization` says; left out where the proxy asks for none. */
  readonly authorization?: Secret;
  /** The environment variable that names it. */
  readonly variable: string;
}

export interface ConnectionOptions {
  /** Without a trailing slash. */
  readonly endpoint: string;
  readonly token: Secret;
  /** For one request, in milliseconds. */
  readonly requestTimeout: number;
  /** How often a request that the vendor surely did not carry out is sent again; 0 is never. */
  readonly maxRetries: number;
  /** Sent with each request besides the client's own. @default none */
  readonly headers?: { readonly [name: string]: Secret };
  /** @default none: the endpoint is reached directly */
  readonly proxy?: ProxyServer;
  /** Certificates (PEM) of authorities that are trusted besides Node's. @default none */
  readonly authorities?: readonly string[];
  readonly now: () => Date;
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly trace: Trace;
}

/** What an adapter works with. */
export interface Context<Client> {
  readonly client: Client;
  readonly now: () => Date;
  /** Aborted when the run is to stop: no further request is started. */
  readonly signal: AbortSignal;
  readonly warn: (summary: string, detail: string) => void;
}

/** What is to become of one thing. */
export interface Change<D extends ResourceDefinition> {
  readonly config: Config<AttributesOf<D>>;
  /** Null on create. */
  readonly prior: State<AttributesOf<D>> | null;
  /** What Terraform expects after the apply; what is not known yet is unknown. */
  readonly planned: Proposed<AttributesOf<D>>;
}

/** What a vendor makes of a plan. Each part may be left out. */
export interface PlanOutcome<D extends ResourceDefinition> {
  /** In place of the planned values; only for attributes that the user left to the vendor. */
  readonly values?: Partial<Proposed<AttributesOf<D>>>;
  /** Further attributes whose change calls for a new thing. */
  readonly replace?: readonly (keyof AttributesOf<D> & string)[];
  /** What no run can change. */
  readonly errors?: readonly AccessError[];
}

/** How one vendor does one noun. The mapping from its row to a state is one function that all of these use. */
export interface Adapter<D extends ResourceDefinition, Client> {
  /** Looks at a create or an update before anything is written. It writes nothing; what it warns of is shown beside the plan. */
  plan?(context: Context<Client>, change: Change<D>): PlanOutcome<D> | Promise<PlanOutcome<D>>;
  /**
   * Of a noun that gives rights: what this create or update would give. Undefined where it gives nothing. Declared also
   * where the vendor cannot tell the token's rights: the plan then says that it was not compared.
   */
  gains?(context: Context<Client>, change: Pick<Change<D>, "prior" | "planned">): GainReader | undefined;
  create(context: Context<Client>, plan: Plan<AttributesOf<D>>): Promise<Returned<AttributesOf<D>>>;
  /** Undefined where it is gone. */
  read(
    context: Context<Client>,
    prior: Prior<AttributesOf<D>, ImportIdOf<D>>,
  ): Promise<Returned<AttributesOf<D>> | undefined>;
  update(
    context: Context<Client>,
    change: { readonly prior: State<AttributesOf<D>>; readonly plan: Plan<AttributesOf<D>> },
  ): Promise<Returned<AttributesOf<D>>>;
  /** Succeeds where it is gone already. */
  remove(context: Context<Client>, prior: State<AttributesOf<D>>): Promise<void>;
}

/** How one vendor looks one thing up. */
export interface Lookup<D extends DataSourceDefinition, Client> {
  read(context: Context<Client>, config: Plan<AttributesOf<D>>): Promise<State<AttributesOf<D>>>;
}

/** A vendor's code, by noun; which nouns it has is said by its facts. */
export interface Vendor<Client = unknown> {
  readonly facts: VendorFacts;
  connect(options: ConnectionOptions): Client;
  /** As in `defineVendor`. */
  rights?(context: Context<Client>, mayDelegate: readonly string[]): Promise<TokenRights>;
  readonly resources: { readonly [type: string]: Adapter<ResourceDefinition, Client> };
  readonly dataSources: { readonly [type: string]: Lookup<DataSourceDefinition, Client> };
}

type AnyAdapters<Client> = { readonly [type: string]: Adapter<never, Client> };
type AnyLookups<Client> = { readonly [type: string]: Lookup<never, Client> };

/**
 * Puts a vendor together. An adapter is typed by its own noun and is only ever called with that noun's records, so its
 * types may be forgotten here.
 */
export function defineVendor<Client>(vendor: {
  readonly facts: VendorFacts;
  connect(options: ConnectionOptions): Client;
  /**
   * What the token may give: what it may do itself, and what the roles hold whose names are given. Called for every
   * change that gives something, so that the vendor keeps the answer until a write of its own makes it untrue. Left out
   * where the vendor cannot tell.
   */
  rights?(context: Context<Client>, mayDelegate: readonly string[]): Promise<TokenRights>;
  readonly resources: AnyAdapters<Client>;
  readonly dataSources: AnyLookups<Client>;
}): Vendor {
  return vendor;
}
