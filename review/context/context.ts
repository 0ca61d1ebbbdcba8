import type { Graph } from "#access/graph/graph.ts";
import type { Reading } from "../source.ts";

/** What is there beside a change, as somebody who looked at it says: a state, a snapshot, or the vendor itself. */
export interface Context {
  /** Of the file, or `--live`. */
  readonly name: string;
  readonly reading: Reading;
}

/** What a change may not exceed. */
export interface Reference {
  /** Of the file. */
  readonly name: string;
  readonly graph: Graph;
  /** RFC 3339; null if it does not say. */
  readonly takenAt: string | null;
}
