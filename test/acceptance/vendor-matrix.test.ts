import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "vitest";
import type { VendorFacts } from "#access/model/vendors/facts.ts";
import { nounDefinition } from "#vendors/definitions.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { loadVendor } from "#vendors/registry.gen.ts";
import { openVendorBench, type VendorBench } from "./support/access.ts";
import { Exercise, looksUp, type Operation } from "./support/exercise.ts";
import { type Exercised, record, recorded } from "./support/exercised.ts";

const root = join(import.meta.dirname, "..", "..");

async function exercised(bench: VendorBench, facts: VendorFacts): Promise<Exercised> {
  const nouns: Record<string, readonly Operation[]> = {};
  for (const type of Object.keys(facts.nouns).toSorted()) {
    nouns[type] = await new Exercise({ bench, facts, definition: nounDefinition(type) }).run();
  }
  const lookUps: string[] = [];
  for (const type of Object.keys((await loadVendor[facts.name]?.())?.dataSources ?? {}).toSorted()) {
    if (await looksUp(bench, type, facts.name)) lookUps.push(type);
  }
  return { nouns, lookUps };
}

// What docs/vendors.md claims is what this sees. UPDATE_VENDORS=1 records it; `npm run generate` makes the page of it.
describe("docs/vendors.md", () => {
  it.concurrent.for(Object.values(vendorFacts))(
    "claims of $title what its examples are seen to do",
    { timeout: 600_000 },
    async (facts, { expect }) => {
      const { name } = facts;
      const seed: unknown = JSON.parse(
        readFileSync(join(root, "test", "fixtures", "examples", `${name}.json`), "utf8"),
      );
      const bench = await openVendorBench(name, { seed: { [name]: seed } });
      try {
        const seen = await exercised(bench, facts);
        for (const [noun, operations] of Object.entries(seen.nouns)) {
          expect(operations, noun).toEqual(expect.arrayContaining(["create", "read"]));
        }
        if (process.env["UPDATE_VENDORS"] === "1") record(name, seen);
        expect(recorded(name), "test/fixtures/exercised; UPDATE_VENDORS=1 records it anew").toEqual(seen);
      } finally {
        await bench.close();
      }
    },
  );
});
