import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { loadFleets } from "../lists/support/load-fleets.ts";
import { openVendorBench, type VendorBench } from "./support/access.ts";
import { Hand } from "./support/by-hand.ts";
import { deeds } from "./support/deeds.ts";
import { adoptAll } from "./support/adopt-all.ts";
import { runCommand } from "#cli/testing/run-command.ts";

const fleets = await loadFleets();

describe.each(Object.keys(vendorFacts))("an account at %s that was filled without code", (vendor) => {
  let bench: VendorBench;
  let state = "";
  let count = 0;
  let done = 0;

  const latchkey = (...words: readonly string[]) => runCommand(words, { environment: { ACCESS_TOKEN: bench.token } });
  const account = (): string => `${vendor}@${bench.url}`;
  const drift = (...words: readonly string[]) => latchkey("drift", state, "--vendor", account(), ...words);

  beforeAll(async () => {
    bench = await openVendorBench(vendor, { seed: { [vendor]: fleets.get(vendor)?.createSeed(3) } });
    const { out } = await latchkey("snapshot", "--vendor", account());
    ({ count } = await adoptAll(bench, vendor, out));
    state = join(bench.workspace.folder, "state.json");
    await writeFile(state, await bench.workspace.must("show", "-json"));
  });
  afterAll(() => bench.close());

  it.each(deeds.filter(({ except = [] }) => !except.includes(vendor)))(
    "tells that $name",
    async ({ needs, ...deed }) => {
      const hand = await Hand.open(vendor, bench);
      if (!needs.every((noun) => hand.has(noun))) return;
      done += 1;
      const before = await bench.mock.snapshot();
      try {
        await deed.does(hand);
        const { code, out } = await drift("--format", "json");
        const report = JSON.parse(out);
        const found = report.findings
          .filter((one: { readonly code: string }) => one.code.startsWith("LK5"))
          .map((one: { readonly code: string; readonly severity: string }) => `${one.code} ${one.severity}`);
        expect(
          found,
          JSON.stringify(
            report.findings.map(({ message }: { message: string }) => message),
            null,
            1,
          ),
        ).toContain(`${deed.code} ${deed.severity}`);
        expect({ code, inSync: report.inSync }).toEqual({ code: 1, inSync: false });
      } finally {
        await bench.mock.restore(before);
      }
    },
  );

  it("was changed in ten ways", () => expect(done).toBeGreaterThanOrEqual(10));

  it("is in sync once Terraform has all of it", async () => {
    await bench.mock.forgetRequests();
    const text = await drift();
    expect(text.out).toContain("coverage 100 %");
    expect(text).toMatchObject({ code: 0, err: "" });
    const { out } = await drift("--format", "json");
    const report = JSON.parse(out);
    expect(report.coverage.managed).toBeGreaterThanOrEqual(count);
    expect(report.inSync).toBe(report.complete);
    const requests = await bench.mock.requests();
    expect(requests.length).toBeGreaterThan(4);
    expect([...new Set(requests.map(({ method }) => method))]).toEqual(["GET"]);
  });
});
