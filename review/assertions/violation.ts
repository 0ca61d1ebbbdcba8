import type { Path } from "#access/graph/effective.ts";
import type { NodeId } from "#access/graph/nodes.ts";
import type { Target } from "../targets/target.ts";

/** Where an assertion does not hold. */
export interface Violation {
  /** Who has too much or too little: a subject, or a role. */
  readonly who: NodeId;
  /** A sentence, without a full stop. */
  readonly says: string;
  /** It does not hold, whatever the unknown turns out to be. */
  readonly isCertain: boolean;
  /** It does not have it, but could come to it. */
  readonly isInSteps: boolean;
  /** What it could come to in steps of its own; null otherwise. */
  readonly target: Target | null;
  /** What leads to it. */
  readonly paths: readonly Path[];
}

/** What one graph makes of an assertion. It holds if nothing violates it, and nothing in it is unmatched. */
export interface AssertionVerdict {
  readonly violations: readonly Violation[];
  /** Names in it that nothing bears, so that it says less than it seems to: sentences. */
  readonly unmatched: readonly string[];
}
