import type { NodeId } from "#access/graph/nodes.ts";
import type { AccessChange } from "../change/access-change.ts";
import { type Assertion, type GivenAssertions, keyOfRule } from "./assertion.ts";
import { judgeAssertion } from "./judge-assertion.ts";
import { listRenamed } from "./renamed.ts";
import type { AssertionVerdict, Violation } from "./violation.ts";

/** An assertion that counts. */
export interface CountedAssertion {
  readonly assertion: Assertion;
  /** The branch that the change goes to has it, and the change takes it out or alters it. It counts on. */
  readonly isDropped: boolean;
  /** The branch that the change goes to is known to have it as it is. */
  readonly isOfBase: boolean;
}

/** A violation, and whether the change brings it. */
export interface JudgedViolation extends Violation {
  readonly isIntroduced: boolean;
}

/** What a change makes of an assertion. */
export interface JudgedAssertion extends CountedAssertion, AssertionVerdict {
  readonly violations: readonly JudgedViolation[];
  /** Everything in it had a meaning before the change. */
  readonly wasMatched: boolean;
}

/** Whoever writes a change also writes its file: what the branch asserts counts, whatever the change makes of it. */
export function listCounted({ assertions, base }: GivenAssertions): readonly CountedAssertion[] {
  const kept = new Set(assertions.map(keyOfRule));
  const ofBase = new Set((base ?? []).map(keyOfRule));
  const dropped = (base ?? []).filter((one) => !kept.has(keyOfRule(one)));
  return [
    ...assertions.map((assertion) => ({ assertion, isDropped: false, isOfBase: ofBase.has(keyOfRule(assertion)) })),
    ...dropped.map((assertion) => ({ assertion, isDropped: true, isOfBase: true })),
  ];
}

function judge(counted: CountedAssertion, change: AccessChange): JudgedAssertion {
  const { before, after, matching } = change;
  const verdict = judgeAssertion(after.graph, counted.assertion);
  const old = judgeAssertion(before.graph, counted.assertion);
  const isKnown = new Map<NodeId, boolean>();
  for (const { who, isCertain } of old.violations) {
    const now = matching.toAfter.get(who);
    if (now !== undefined) isKnown.set(now, isCertain || isKnown.get(now) === true);
  }
  const violations = verdict.violations.map((one): JudgedViolation => {
    const wasCertain = isKnown.get(one.who);
    return { ...one, isIntroduced: wasCertain === undefined || (one.isCertain && !wasCertain) };
  });
  const unmatched = [...verdict.unmatched, ...listRenamed(counted.assertion, change)];
  return { ...counted, unmatched, violations, wasMatched: old.unmatched.length === 0 };
}

const known = new WeakMap<AccessChange, readonly JudgedAssertion[]>();

/** What a change makes of all assertions that count. Remembered, because findings and the report ask for it. */
export function judgeAssertions(change: AccessChange): readonly JudgedAssertion[] {
  let judged = known.get(change);
  if (judged === undefined) {
    judged = listCounted(change.assertions).map((one) => judge(one, change));
    known.set(change, judged);
  }
  return judged;
}
