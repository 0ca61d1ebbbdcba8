import type { ConnectionOptions } from "#access/model/vendors/adapter.ts";
import { Connection } from "../shared/connection.ts";
import { InkitClient } from "./client.ts";
import { readCredential } from "./credential.ts";
import { dialect } from "./dialect.ts";
import { Reads } from "./reads.ts";

export class InkitConnection extends Connection {
  /** Caches what a refresh and the checks read; every write clears it. */
  readonly reads = new Reads();

  /** @throws AccessError if the token cannot be valid, for example with "Bearer" before it */
  constructor(options: ConnectionOptions) {
    super(options, dialect, readCredential(options.token));
    this.onWrite(() => this.reads.forget());
  }

  /** The API client. Once `signal` is aborted, every call throws `interrupted`. */
  during(signal: AbortSignal): InkitClient {
    return new InkitClient(this.createCalls(signal), this.turns);
  }
}
