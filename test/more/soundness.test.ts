import { describe, it } from "vitest";
import { expectAgreement, expectReach } from "../soundness/support/expect-agreement.ts";
import { loadWorlds } from "../soundness/support/load-worlds.ts";
import { tryReach } from "../soundness/support/reach-trials.ts";
import { tryWorlds } from "../soundness/support/trials.ts";

// Set LATCHKEY_SEED to the printed number to try the same worlds again, and LATCHKEY_TRIALS for another number of checks.
const seed = Number(process.env["LATCHKEY_SEED"] ?? Date.now() % 2 ** 31);
const vendors = await loadWorlds();
const checks = Number(process.env["LATCHKEY_TRIALS"] ?? Math.ceil(1_000_000 / vendors.length));

describe.each(vendors)(`the graph and the mock server of $vendor, with LATCHKEY_SEED=${seed}`, (worlds) => {
  it(`agree ${checks} times on who may do what`, async () => {
    expectAgreement(await tryWorlds(worlds, checks, seed), checks);
  }, 1_200_000);

  it("agree on what somebody can come to, when everything is really tried", async () => {
    const reached = Math.ceil(checks / 50);
    expectReach(await tryReach(worlds, reached, seed), { checks: reached, canGain: worlds.canGain });
  }, 1_200_000);
});
