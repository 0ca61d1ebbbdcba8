import type { ConnectionOptions } from "#access/model/vendors/adapter.ts";
import { Connection } from "../shared/connection.ts";
import { CheckReads } from "./check-reads.ts";
import { SignozClient } from "./client.ts";
import { readCredential } from "./credential.ts";
import { dialect } from "./dialect.ts";
import { Reads } from "./reads.ts";

export class SignozConnection extends Connection {
  /** Whether the token is a user's session instead of a service account's key. */
  readonly isSession: boolean;
  /** Caches what a refresh reads; every write clears it. */
  readonly reads = new Reads();
  /** Caches what the checks before a write read. */
  readonly checks = new CheckReads();

  /** From 0 to 1, as `Math.random`. */
  readonly random: () => number;

  constructor(options: ConnectionOptions, random: () => number = Math.random) {
    const { isSession, ...credential } = readCredential(options.token);
    super(options, dialect, credential);
    this.isSession = isSession;
    this.random = random;
    this.onWrite(() => this.reads.forget());
  }

  /** The API client. Once `signal` is aborted, every call throws `interrupted`. */
  during(signal: AbortSignal): SignozClient {
    return new SignozClient(this.createCalls(signal), this);
  }
}
