import { randomUUID } from "node:crypto";
import type { ConnectionOptions } from "#access/model/vendors/adapter.ts";
import { Connection } from "../shared/connection.ts";
import { ArizeClient } from "./client.ts";
import { readCredential } from "./credential.ts";
import { createDialect } from "./dialect.ts";
import { Reads } from "./reads.ts";

export class ArizeConnection extends Connection {
  /** Cached reads for refreshes and checks; a write clears them. */
  readonly reads = new Reads();
  /** Keys that resources of this run manage. The plan does not warn about them. */
  readonly knownKeys = new Set<string>();
  readonly #createMark: () => string;
  /** The marks of this run's requests. */
  readonly marks = new Set<string>();

  constructor(options: ConnectionOptions, createMark: () => string = randomUUID) {
    super(options, createDialect(options.token), readCredential(options.token));
    this.#createMark = createMark;
    this.onWrite(() => this.reads.forget());
  }

  /** Creates a unique mark for one request. */
  createMark(): string {
    const mark = this.#createMark();
    this.marks.add(mark);
    return mark;
  }

  /** Returns a client whose calls throw `interrupted` after `signal` is aborted. */
  during(signal: AbortSignal): ArizeClient {
    return new ArizeClient(this.createCalls(signal));
  }
}
