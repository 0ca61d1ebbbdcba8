import type { Holder } from "#access/model/vendors/told.ts";
import type { ConnectionOptions } from "#access/model/vendors/adapter.ts";
import { Connection } from "../shared/connection.ts";
import { BigeyeClient } from "./client.ts";
import { readCredential } from "./credential.ts";
import { dialect } from "./dialect.ts";
import { Reads } from "./reads.ts";

export class BigeyeConnection extends Connection {
  /** Creates a unique mark for one request. */
  readonly createMark: () => string;
  /** Cached reads for refreshes and checks; a write clears them. */
  readonly reads = new Reads();
  /** The owner of the token, once it is known to be an administrator. */
  administrator: Holder | undefined;

  constructor(options: ConnectionOptions, createMark: () => string) {
    super(options, dialect, readCredential(options.token));
    this.createMark = createMark;
    this.onWrite(() => this.reads.forget());
  }

  /** Returns a client whose calls throw `interrupted` after `signal` is aborted. */
  during(signal: AbortSignal): BigeyeClient {
    return new BigeyeClient(this.createCalls(signal));
  }

  /** Runs one change of a user at a time, because each request writes both the name and the groups. */
  async takeUserTurn<Result>(user: string, work: () => Promise<Result>): Promise<Result> {
    return this.turns.take(`user ${user}`, work);
  }
}
