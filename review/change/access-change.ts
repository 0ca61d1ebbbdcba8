import { type Difference, findDifference } from "#access/graph/broadening.ts";
import type { Graph } from "#access/graph/graph.ts";
import { type Matching, matchNodes, type Moves } from "#access/graph/matching.ts";
import type { Instance } from "#access/model/statements/instance.ts";
import type { GivenAssertions } from "../assertions/assertion.ts";
import type { Reference } from "../context/context.ts";
import type { Drift } from "../drift/drift.ts";
import type { GivenPolicy } from "../policy/policy.ts";
import type { Claim } from "../proofs/claim.ts";
import type { Remark } from "../remarks.ts";
import type { GivenWaivers } from "../waivers/waiver.ts";

/** What is so at one time: objects, and what they mean together. */
export interface AccessSide {
  readonly instances: readonly Instance[];
  readonly graph: Graph;
  /** The objects are all that there are, in code or not. @default false */
  readonly hasUnmanaged?: true;
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
  /** It is no change of code: the code and what lives are compared. Null for what somebody wants to change. */
  readonly drift: Drift | null;
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
  | "drift"
> {
  readonly moves: Moves;
  /** No document tells of a change: what is not known is the same on both sides. */
  readonly isStill: boolean;
}

const noDifference: Difference = { subjects: [], verdict: "neither", broadenings: [], rotations: [] };

export function compareSides(
  before: AccessSide,
  after: AccessSide,
  { moves, isStill, ...options }: ChangeOptions,
): AccessChange {
  const matching = matchNodes(before.graph, after.graph, moves);
  let found: Difference | undefined = isStill ? noDifference : undefined;
  return {
    before,
    after,
    matching,
    ...options,
    // It takes longer than all else, and few findings may be asked for.
    get difference(): Difference {
      found ??= findDifference(before.graph, after.graph, { at: options.at, matching });
      return found;
    },
  };
}

/** The same change, judged by other decisions. */
export function withPolicy(change: AccessChange, policy: GivenPolicy): AccessChange {
  const { before, after, matching, at, blind, remarks, assumptions, waivers, assertions, claims } = change;
  const { hasContext, reference, drift } = change;
  return {
    before,
    after,
    matching,
    at,
    blind,
    remarks,
    assumptions,
    waivers,
    assertions,
    claims,
    policy,
    hasContext,
    reference,
    drift,
    get difference(): Difference {
      return change.difference;
    },
  };
}
