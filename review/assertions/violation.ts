import type { Path } from "#access/graph/effective.ts";
import type { NodeId } from "#access/graph/nodes.ts";

/** Where an assertion does not hold. */
export interface Violation {
  /** Who has too much or too little: a subject, or a role. */
  readonly who: NodeId;
  /** A sentence, without a full stop. */
  readonly says: string;
  /** It does not hold, whatever the unknown turns out to be. */
  readonly isCertain: boolean;
  /** What the subject could do to come to it; none for what it has. */
  readonly isInSteps: boolean;
  /** What leads to it. */
  readonly paths: readonly Path[];
}

/** What one graph makes of an assertion. It holds if nothing violates it, and nothing in it is unmatched. */
export interface AssertionVerdict {
  readonly violations: readonly Violation[];
  /** Names in it that nothing bears, so that it says less than it seems to: sentences. */
  readonly unmatched: readonly string[];
}
