import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Mock, startMock } from "#testing/mock.ts";
import { tryConfigurations } from "../support/stack/configurations.ts";
import { readSeeds, servedNouns } from "../support/stack/nouns.ts";

// CONFIGURATIONS=1000000 tries more of them, SEED=2 others.
const total = Number(process.env["CONFIGURATIONS"] ?? "3000");
const seed = Number(process.env["SEED"] ?? "1");

// Whatever a user writes after whatever else: it is refused, or it is applied as planned and the next plan is empty.
describe("any two configurations, one after the other", () => {
  let mock: Mock;

  beforeAll(async () => {
    mock = await startMock({ seed: readSeeds() });
  }, 60_000);

  afterAll(() => mock.stop());

  it.each(servedNouns)("$vendor $type", { timeout: 86_400_000 }, async (noun) => {
    const { vendor, type } = noun;
    const account = mock.vendors[vendor];
    if (account === undefined) throw new Error(`the mock has no ${vendor}`);
    await mock.reset();
    const count = Math.ceil(total / servedNouns.length);
    const { applied, refused, failed, faults } = await tryConfigurations(noun, account, { count, seed });
    if (process.env["CONFIGURATIONS"] !== undefined) {
      process.stderr.write(
        `${vendor} ${type}: ${applied} applied, ${refused} refused, ${failed} failed, seed ${seed}\n`,
      );
    }
    expect([...faults.values()].join("\n\n")).toBe("");
    expect(applied).toBeGreaterThan(count / 20);
  });
});
