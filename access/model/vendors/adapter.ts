import type { AttributesOf, DataSourceDefinition, ImportIdOf, ResourceDefinition } from "../../schema/definition.ts";
import type { Config, Plan, Prior, Proposed, Returned, State } from "../../schema/records.ts";
import type { Secret } from "../../schema/secret.ts";
import type { AccessError } from "../errors.ts";
import type { GraphFacts } from "../statements/graph-facts.ts";
import type { VendorFacts } from "./facts.ts";
import type { ListedPage, ToldPage } from "./listed.ts";
import type { Holder, Thing, Told, Untold } from "./told.ts";

/** Writes a line to the log. Never a body, never a secret. @param level `debug` by default */
export type Trace = (message: string, fields: { readonly [name: string]: unknown }, level?: "debug" | "info") => void;

/** The proxy through which the vendor is reached. */
export interface ProxyServer {
  /** Scheme, host and port, without credentials. */
  readonly url: string;
  /** The value of `Proxy-Authorization`; left out if the proxy requires none. */
  readonly authorization?: Secret;
  /** The environment variable that names it. */
  readonly variable: string;
}

export interface ConnectionOptions {
  /** Without a trailing slash. */
  readonly endpoint: string;
  readonly token: Secret;
  /** Where the token was found, such as `ACCESS_TOKEN`. @default unknown */
  readonly tokenSource?: string;
  /** For one request, in milliseconds. */
  readonly requestTimeout: number;
  /** How often to send a request again that the vendor certainly did not carry out; 0 means never. */
  readonly maxRetries: number;
  /** The longest wait that a vendor may ask for (Retry-After), in milliseconds. @default 20,000 */
  readonly longestWait?: number;
  /** Headers to send with each request, in addition to the client's own. @default none */
  readonly headers?: { readonly [name: string]: Secret };
  /** @default none: the endpoint is reached directly */
  readonly proxy?: ProxyServer;
  /** Certificates (PEM) of authorities to trust in addition to Node's. @default none */
  readonly authorities?: readonly string[];
  readonly now: () => Date;
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly trace: Trace;
}

/** What an adapter is called with. */
export interface Context<Client> {
  readonly client: Client;
  readonly facts: VendorFacts;
  readonly now: () => Date;
  /** Aborted when the run is interrupted: no further request is started. */
  readonly signal: AbortSignal;
  readonly warn: (summary: string, detail: string) => void;
}

/** The planned change of one resource. */
export interface Change<D extends ResourceDefinition> {
  readonly config: Config<AttributesOf<D>>;
  /** Null on create. */
  readonly prior: State<AttributesOf<D>> | null;
  /** What Terraform expects after the apply; values that are not known yet are unknown. */
  readonly planned: Proposed<AttributesOf<D>>;
  /** The id of the object that this creation replaces. @default none */
  readonly replaces?: string | undefined;
}

/** What an adapter adds to a plan. Each part may be left out. */
export interface PlanOutcome<D extends ResourceDefinition> {
  /** Replaces planned values; only for attributes that the user does not set. */
  readonly values?: Partial<Proposed<AttributesOf<D>>>;
  /** Attributes that call for a replacement, in addition to those that the definition and the facts declare. */
  readonly replace?: readonly (keyof AttributesOf<D> & string)[];
  /** What no run can make valid. */
  readonly errors?: readonly AccessError[];
}

/** How one vendor serves one noun. All methods map the vendor's row to a state with the same function. */
export interface Adapter<D extends ResourceDefinition, Client> {
  /** Checks a create or an update before anything is written. It writes nothing; its warnings are shown with the plan. */
  plan?(context: Context<Client>, change: Change<D>): PlanOutcome<D> | Promise<PlanOutcome<D>>;
  create(context: Context<Client>, plan: Plan<AttributesOf<D>>): Promise<Returned<AttributesOf<D>>>;
  /** Undefined if it no longer exists. */
  read(
    context: Context<Client>,
    prior: Prior<AttributesOf<D>, ImportIdOf<D>>,
  ): Promise<Returned<AttributesOf<D>> | undefined>;
  update(
    context: Context<Client>,
    change: { readonly prior: State<AttributesOf<D>>; readonly plan: Plan<AttributesOf<D>> },
  ): Promise<Returned<AttributesOf<D>>>;
  /** Succeeds if it no longer exists. */
  remove(context: Context<Client>, prior: State<AttributesOf<D>>): Promise<void>;
  /**
   * Every object that the token can see, by pages: the next one is read when it is asked for. Only reads. What the token may
   * not read is a gap, and not an error. Left out if the vendor has no such list: its facts then say why (`unlisted`).
   */
  list?(context: Context<Client>): AsyncIterable<ListedPage<D>>;
}

/** How one vendor serves one data source. */
export interface Lookup<D extends DataSourceDefinition, Client> {
  read(context: Context<Client>, config: Plan<AttributesOf<D>>): Promise<State<AttributesOf<D>>>;
}

/** How a vendor is asked about access, for the escalation guard. */
export interface AccessReads<Client> {
  /** Called for every change that may give something, so keep the answer until a write makes it outdated. */
  readHolder(context: Context<Client>): Promise<Holder | Untold>;
  /**
   * What there is of some things: of a principal and of a group what they hold, and of a role what it permits. What does not
   * exist is left out. Throws `forbidden` if the token may not read one of them.
   */
  readThings(context: Context<Client>, things: readonly Thing[]): Promise<readonly Told[]>;
}

/** A list of what bears on access and is no object of a noun, such as people whom Terraform cannot manage. */
export interface BesideList<Client> {
  /** As in `Adapter`. */
  list(context: Context<Client>): AsyncIterable<ToldPage>;
}

/** A vendor's code, by noun; its facts say which nouns it has. */
export interface Vendor<Client = unknown> {
  readonly facts: VendorFacts;
  connect(options: ConnectionOptions): Client;
  readonly graph: GraphFacts;
  /** As in `defineVendor`. */
  readonly access?: AccessReads<Client>;
  /** As in `defineVendor`. */
  readonly beside?: { readonly [list: string]: BesideList<Client> };
  readonly resources: { readonly [type: string]: Adapter<ResourceDefinition, Client> };
  readonly dataSources: { readonly [type: string]: Lookup<DataSourceDefinition, Client> };
}

type AnyAdapters<Client> = { readonly [type: string]: Adapter<never, Client> };
type AnyLookups<Client> = { readonly [type: string]: Lookup<never, Client> };

/**
 * Assembles a vendor. An adapter is typed by its own noun and only ever called with records of that noun, so its types
 * may be dropped here.
 */
export function defineVendor<Client>(vendor: {
  readonly facts: VendorFacts;
  connect(options: ConnectionOptions): Client;
  readonly graph: GraphFacts;
  /** Left out if the vendor does not tell who holds what: the escalation guard then says that it compared nothing. */
  readonly access?: AccessReads<Client>;
  /** Lists that no noun has, by a name that is no noun's: `toldBy` of the graph's facts refers to it. @default none */
  readonly beside?: { readonly [list: string]: BesideList<Client> };
  readonly resources: AnyAdapters<Client>;
  readonly dataSources: AnyLookups<Client>;
}): Vendor {
  return vendor;
}
