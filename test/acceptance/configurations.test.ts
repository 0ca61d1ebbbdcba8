import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { root } from "../laws/repository.ts";
import { openVendorBench, type VendorBench } from "./support/access.ts";
import { tryConfigurations } from "./support/configurations.ts";

// CONFIGURATIONS=1000000 tries more of them, SEED=2 others.
const total = Number(process.env["CONFIGURATIONS"] ?? "3000");
const seed = Number(process.env["SEED"] ?? "1");

const cases = Object.values(vendorFacts).flatMap((facts) =>
  Object.keys(facts.nouns).map((type) => ({ vendor: facts.name, type, facts })),
);

// Whatever a user writes after whatever else: it is refused, or it is applied as planned and the next plan is empty.
describe("any two configurations, one after the other", () => {
  const benches = new Map<string, VendorBench>();

  beforeAll(async () => {
    for (const vendor of Object.keys(vendorFacts)) {
      const examples: unknown = JSON.parse(
        readFileSync(join(root, "test", "fixtures", "examples", `${vendor}.json`), "utf8"),
      );
      benches.set(vendor, await openVendorBench(vendor, { seed: { [vendor]: examples } }));
    }
  });

  afterAll(async () => {
    for (const bench of benches.values()) await bench.close();
  });

  it.each(cases)("$vendor $type", { timeout: 86_400_000 }, async ({ vendor, type, facts }) => {
    const bench = benches.get(vendor);
    if (bench === undefined) throw new Error(`no bench of ${vendor}`);
    await bench.mock.reset();
    await bench.workspace.remove("terraform.tfstate");
    const count = Math.ceil(total / cases.length);
    const tried = await tryConfigurations(bench, { vendor, type, facts, count, seed });
    const { applied, refused, failed, faults } = tried;
    if (process.env["CONFIGURATIONS"] !== undefined) {
      process.stderr.write(
        `${vendor} ${type}: ${applied} applied, ${refused} refused, ${failed} failed, seed ${seed}\n`,
      );
    }
    expect([...faults.values()].join("\n\n")).toBe("");
    expect(applied).toBeGreaterThan(count / 20);
  });
});
