import type { ConnectionOptions } from "#access/model/vendors/adapter.ts";
import { Creations, type Named } from "../shared/creations.ts";
import { ArizeTransport, Calls } from "./calls.ts";
import { Claims } from "./claims.ts";
import { ArizeClient } from "./client.ts";
import { Reads } from "./reads.ts";
import type { ApiKey } from "./wire/key.ts";
import type { Role } from "./wire/role.ts";

/** What the calls of one provider block share. */
export class ArizeConnection {
  readonly #transport: ArizeTransport;
  readonly #now: () => Date;
  readonly #keysOf = new Map<string, Creations<ApiKey>>();
  readonly roles: Creations<Role>;
  /** By address, in lower case. */
  readonly members: Creations<Named>;
  readonly reads = new Reads();
  /** Role bindings that a resource of this run has. */
  readonly bindings = new Claims();
  /** Keys that a resource of this run has, so that nobody is warned of them. */
  readonly keys = new Claims();

  constructor(options: ConnectionOptions) {
    this.#transport = new ArizeTransport(options);
    this.#transport.atWrites(() => this.reads.forget());
    this.#now = options.now;
    this.roles = new Creations(options.now);
    this.members = new Creations(options.now);
  }

  /** Names of keys are not unique: no list but the one right before a request proves anything. */
  keysOf(space: string): Creations<ApiKey> {
    const known = this.#keysOf.get(space) ?? new Creations<ApiKey>(this.#now, 0);
    this.#keysOf.set(space, known);
    return known;
  }

  /** The API, until `signal` is aborted: from then on each call throws `interrupted`. */
  during(signal: AbortSignal): ArizeClient {
    return new ArizeClient(new Calls(this.#transport, signal));
  }
}
