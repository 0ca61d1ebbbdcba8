import type { ConnectionOptions } from "#access/model/vendors/adapter.ts";
import { Connection } from "../shared/connection.ts";
import { InkitClient } from "./client.ts";
import { readCredential } from "./credential.ts";
import { dialect } from "./dialect.ts";
import { Reads } from "./reads.ts";

export class InkitConnection extends Connection {
  /** What a refresh and the checks read; a write empties it. */
  readonly reads = new Reads();

  /** @throws AccessError where the token cannot be one, as with "Bearer" before it. */
  constructor(options: ConnectionOptions) {
    super(options, dialect, readCredential(options.token));
    this.atWrites(() => this.reads.forget());
  }

  /** The API, until `signal` is aborted: from then on each call throws `interrupted`. */
  during(signal: AbortSignal): InkitClient {
    return new InkitClient(this.calls(signal), this.turns);
  }
}
