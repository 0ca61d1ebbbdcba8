import { expect } from "vitest";
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
