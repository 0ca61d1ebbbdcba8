import { describe, it } from "vitest";
import { expectReach } from "./support/expect-agreement.ts";
import { loadWorlds } from "./support/load-worlds.ts";
import { tryReach } from "./support/reach-trials.ts";

const vendors = await loadWorlds();

// The same worlds every time; `npm run test:more` tries others, and more of them.
const seed = Number(process.env["LATCHKEY_SEED"] ?? 1);
const checks = 2_000;

describe.each(vendors)(`what somebody can come to at $vendor, with LATCHKEY_SEED=${seed}`, (worlds) => {
  it("lies between the bounds of the graph, when everything is really tried", async () => {
    expectReach(await tryReach(worlds, checks, seed), { checks, canGain: worlds.canGain });
  }, 300_000);
});
