import { type Difference, findDifference } from "#access/graph/broadening.ts";
import type { Graph } from "#access/graph/graph.ts";
import { type Matching, matchNodes, type Moves } from "#access/graph/matching.ts";
import type { Instance } from "#access/model/statements/instance.ts";
import type { GivenAssertions } from "../assertions/assertion.ts";
import type { Reference } from "../context/context.ts";
import type { GivenPolicy } from "../policy/policy.ts";
import type { Claim } from "../proofs/claim.ts";
import type { Remark } from "../remarks.ts";
import type { GivenWaivers } from "../waivers/waiver.ts";

/** What is so at one time: objects, and what they mean together. */
export interface AccessSide {
  readonly instances: readonly Instance[];
  readonly graph: Graph;
}

/** Who has what before a change and after it. */
export interface AccessChange {
  readonly before: AccessSide;
  readonly after: AccessSide;
  readonly matching: Matching;
  readonly difference: Difference;
  /** The instant at which expiry is judged, for both sides: RFC 3339. */
  readonly at: string;
  /** What could not be looked at: sentences. */
  readonly blind: readonly string[];
  /** What the documents say beside their objects. */
  readonly remarks: readonly Remark[];
  /** On what all of it rests: sentences. */
  readonly assumptions: readonly string[];
  /** What of it is accepted. */
  readonly waivers: GivenWaivers;
  /** What must be so after it. */
  readonly assertions: GivenAssertions;
  /** What is to be proved of it. */
  readonly claims: readonly Claim[];
  /** What somebody decided about findings. */
  readonly policy: GivenPolicy;
  /** The graphs also have what is there beside the change, and no instances of it. */
  readonly hasContext: boolean;
  /** What the change may not exceed; null if nobody says. */
  readonly reference: Reference | null;
}

/** What a change depends on beside its two sides. */
export interface ChangeOptions extends Pick<
  AccessChange,
  | "at"
  | "blind"
  | "remarks"
  | "assumptions"
  | "waivers"
  | "assertions"
  | "claims"
  | "policy"
  | "hasContext"
  | "reference"
> {
  readonly moves: Moves;
}

export function compareSides(
  before: AccessSide,
  after: AccessSide,
  { moves, ...options }: ChangeOptions,
): AccessChange {
  const matching = matchNodes(before.graph, after.graph, moves);
  const difference = findDifference(before.graph, after.graph, { at: options.at, matching });
  return { before, after, matching, difference, ...options };
}
