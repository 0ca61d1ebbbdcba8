import type { ConnectionOptions } from "#access/model/vendors/adapter.ts";
import { Connection } from "../shared/connection.ts";
import { BigeyeClient } from "./client.ts";
import { readCredential } from "./credential.ts";
import { dialect } from "./dialect.ts";
import { OwnRights } from "./own-rights.ts";
import { Reads } from "./reads.ts";

export class BigeyeConnection extends Connection {
  /** A mark for one request, which no other request of anybody has. */
  readonly newMark: () => string;
  /** What a refresh and the checks read; a write empties it. */
  readonly reads = new Reads();
  readonly rights = new OwnRights();

  constructor(options: ConnectionOptions, newMark: () => string) {
    super(options, dialect, readCredential(options.token));
    this.newMark = newMark;
    this.atWrites(() => this.reads.forget());
  }

  /** The API, until `signal` is aborted: from then on each call throws `interrupted`. */
  during(signal: AbortSignal): BigeyeClient {
    return new BigeyeClient(this.calls(signal));
  }

  /** A user's name and groups are written together: whoever changes one, takes a turn. */
  async takeUserTurn<Result>(user: string, work: () => Promise<Result>): Promise<Result> {
    return this.turns.take(`user ${user}`, work);
  }
}
