import { describe, it } from "vitest";
import { expectAgreement } from "./support/expect-agreement.ts";
import { loadWorlds } from "./support/load-worlds.ts";
import { tryWorlds } from "./support/trials.ts";

const vendors = await loadWorlds();

// The same worlds every time; `npm run test:more` tries others, and more of them.
const seed = Number(process.env["LATCHKEY_SEED"] ?? 1);

/** Together at least 100,000, whatever the number of vendors. */
const checks = Math.ceil(110_000 / vendors.length);

describe.each(vendors)(`the graph and the mock server of $vendor, with LATCHKEY_SEED=${seed}`, (worlds) => {
  it(`agree ${checks} times on who may do what, however little of it is known`, async () => {
    expectAgreement(await tryWorlds(worlds, checks, seed), checks);
  }, 300_000);
});
