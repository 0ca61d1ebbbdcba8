import { expect } from "vitest";
import type { ReachTally } from "./reach-trials.ts";
import type { Tally } from "./trials.ts";

/** No disagreement, and enough was looked at: everything was permitted and refused to somebody. */
export function expectAgreement({ checks, disagreements, undecided, probes }: Tally, atLeast: number): void {
  expect(disagreements).toEqual([]);
  expect(checks).toBeGreaterThanOrEqual(atLeast);
  expect(undecided).toBe(0);
  const idle = [...probes].filter(([, { allowed, refused }]) => allowed === 0 || refused === 0);
  expect(idle).toEqual([]);
  expect(probes.size).toBeGreaterThan(0);
}

/** No disagreement, and somebody came to more where that is possible at all. */
export function expectReach(
  { checks, attempts, gains, disagreements }: ReachTally,
  wanted: { readonly checks: number; readonly canGain: boolean },
): void {
  expect(disagreements).toEqual([]);
  expect(checks).toBeGreaterThanOrEqual(wanted.checks);
  expect(attempts).toBeGreaterThan(0);
  expect(gains > 0).toBe(wanted.canGain);
}
