import type { ConnectionOptions } from "#access/model/vendors/adapter.ts";
import { Connection } from "../shared/connection.ts";
import { ArizeClient } from "./client.ts";
import { readCredential } from "./credential.ts";
import { createDialect } from "./dialect.ts";
import { Reads } from "./reads.ts";

export class ArizeConnection extends Connection {
  /** What a refresh and the checks read; a write empties it. */
  readonly reads = new Reads();
  /** Keys that a resource of this run has, so that no warning is given about them. */
  readonly knownKeys = new Set<string>();

  constructor(options: ConnectionOptions) {
    super(options, createDialect(options.token), readCredential(options.token));
    this.atWrites(() => this.reads.forget());
  }

  /** The API, until `signal` is aborted: from then on each call throws `interrupted`. */
  during(signal: AbortSignal): ArizeClient {
    return new ArizeClient(this.calls(signal));
  }
}
