import type { ConnectionOptions } from "#access/model/vendors/adapter.ts";
import type { Secret } from "#access/schema/secret.ts";
import type { Dialect } from "./calls/dialect.ts";
import { JsonCalls } from "./calls/json-calls.ts";
import { Creations } from "./creation/creations.ts";
import { HttpClient } from "./http/http-client.ts";
import { RelationOwners } from "./relations/relation-owners.ts";
import { Turns } from "./turns.ts";

/** How the token is sent. */
export interface Credential {
  readonly token: Secret;
  readonly tokenHeader: string;
}

/** What the calls of one provider block share, whichever the vendor. */
export class Connection {
  readonly #http: HttpClient;
  readonly #dialect: Dialect;
  readonly #now: () => Date;
  readonly #creations = new Map<string, Creations>();
  readonly #owners = new Map<string, RelationOwners>();
  /** For writes that read first: one at a time for each thing. */
  readonly turns = new Turns();
  /** Ids of what this run made: no list that was read before has them. */
  readonly made = new Set<string>();

  /**
   * @param credential how the token is sent; `options.token` is what the user gave
   * @throws AccessError where a header that the user adds carries the token
   */
  constructor(options: ConnectionOptions, dialect: Dialect, credential: Credential) {
    this.#http = new HttpClient({ ...options, ...credential });
    this.#dialect = dialect;
    this.#now = options.now;
  }

  /** Calls `forget` when a write begins and when it ends: what was read before may no longer be so. */
  protected atWrites(forget: () => void): void {
    this.#http.atWrites(forget);
  }

  /** The API, until `signal` is aborted. */
  calls(signal: AbortSignal): JsonCalls {
    return new JsonCalls(this.#http, this.#dialect, signal);
  }

  /**
   * What this run created among things that share their names, such as `role` or `key of account 17`.
   * @param burst for how long one list proves what was there before, in milliseconds; 0 where names are not unique
   */
  creations(among: string, burst?: number): Creations {
    const known = this.#creations.get(among) ?? new Creations(this.#now, burst);
    this.#creations.set(among, known);
    return known;
  }

  /** Who owns relations of one kind, such as `role binding`, within this run. */
  owners(kind: string): RelationOwners {
    const known = this.#owners.get(kind) ?? new RelationOwners();
    this.#owners.set(kind, known);
    return known;
  }
}
