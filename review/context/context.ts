import type { Graph } from "#access/graph/graph.ts";
import type { RightsDifference } from "#access/graph/difference.ts";
import type { Reading } from "../source.ts";
import type { ReferenceMatching } from "./match-reference.ts";

/** What is there beside a change, as somebody who looked at it says: a state, a snapshot, or the vendor itself. */
export interface Context {
  /** Of the file, or `--live`. */
  readonly name: string;
  readonly reading: Reading;
}

/** What a change may not exceed. */
export interface Reference extends ReferenceMatching {
  /** Of the file. */
  readonly name: string;
  readonly graph: Graph;
  /** What is so after the change, with what the reference has beside it. */
  readonly after: Graph;
  /** What the change makes of that. */
  readonly difference: RightsDifference;
  /** RFC 3339; null if it does not say. */
  readonly takenAt: string | null;
}
