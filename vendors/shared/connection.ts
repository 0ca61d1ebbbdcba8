import type { ConnectionOptions } from "#access/model/vendors/adapter.ts";
import type { Secret } from "#access/schema/secret.ts";
import type { Dialect } from "./calls/dialect.ts";
import { JsonCalls } from "./calls/json-calls.ts";
import { Creations } from "./creation/creations.ts";
import { FreshObjects } from "./creation/fresh-objects.ts";
import { HttpClient } from "./http/http-client.ts";
import { RelationOwners } from "./relations/relation-owners.ts";
import { Turns } from "./turns.ts";
import { VendorClock } from "./vendor-clock.ts";

/** How the token is sent. */
export interface Credential {
  readonly token: Secret;
  readonly tokenHeader: string;
}

/** The state that all calls of one provider block share, for any vendor. */
export class Connection {
  readonly #http: HttpClient;
  readonly #dialect: Dialect;
  readonly #now: () => Date;
  readonly #creations = new Map<string, Creations>();
  readonly #fresh: FreshObjects;
  readonly #owners = new Map<string, RelationOwners>();
  /** The vendor's time, as its answers tell it. */
  readonly clock = new VendorClock();
  /** Serializes writes that read first, for each thing. */
  readonly turns = new Turns();
  /** Ids of what this run created: lists that were read earlier lack them. */
  readonly made = new Set<string>();

  /**
   * @param credential how the token is sent; `options.token` is what the user gave
   * @throws AccessError if `headers` sets the header that carries the token
   */
  constructor(options: ConnectionOptions, dialect: Dialect, credential: Credential) {
    this.#http = new HttpClient({ ...options, ...credential, clock: this.clock });
    const { tokenSource, endpoint } = options;
    this.#dialect = tokenSource === undefined ? { ...dialect, endpoint } : { ...dialect, endpoint, tokenSource };
    this.#fresh = new FreshObjects(options.sleep);
    this.#now = options.now;
  }

  /** Calls `forget` when a write begins and when it ends: earlier reads may be outdated. */
  protected onWrite(forget: () => void): void {
    this.#http.onWrite(forget);
  }

  /** @param signal after it is aborted, no call begins */
  createCalls(signal: AbortSignal): JsonCalls {
    return new JsonCalls(this.#http, { dialect: this.#dialect, fresh: this.#fresh }, signal);
  }

  /** The creations of this run among things that share a namespace, such as `role` or `key of account 17`. */
  creationsOf(namespace: string): Creations {
    const known = this.#creations.get(namespace) ?? new Creations(this.#now, this.clock);
    this.#creations.set(namespace, known);
    return known;
  }

  /** The owners of relations of one kind in this run, such as `role binding`. */
  ownersOf(kind: string): RelationOwners {
    const known = this.#owners.get(kind) ?? new RelationOwners();
    this.#owners.set(kind, known);
    return known;
  }
}
