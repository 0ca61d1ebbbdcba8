import type { ConnectionOptions } from "#access/model/vendors/adapter.ts";
import { Connection } from "../shared/connection.ts";
import { CheckReads } from "./check-reads.ts";
import { SignozClient } from "./client.ts";
import { readCredential } from "./credential.ts";
import { dialect } from "./dialect.ts";
import { Reads } from "./reads.ts";

export class SignozConnection extends Connection {
  /** Whether the token is a person's session, and not a service account's key. */
  readonly isSession: boolean;
  /** What a refresh reads; a write empties it. */
  readonly reads = new Reads();
  /** What checks before a write read. */
  readonly checks = new CheckReads();

  constructor(options: ConnectionOptions) {
    const { isSession, ...credential } = readCredential(options.token);
    super(options, dialect, credential);
    this.isSession = isSession;
    this.atWrites(() => this.reads.forget());
  }

  /** The API, until `signal` is aborted: from then on each call throws `interrupted`. */
  during(signal: AbortSignal): SignozClient {
    return new SignozClient(this.calls(signal), this);
  }
}
