import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run } from "#cli/run.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { loadFleets } from "../lists/support/load-fleets.ts";
import { openVendorBench, type VendorBench } from "./support/access.ts";
import { adoptAll } from "./support/adopt-all.ts";

const fleets = await loadFleets();

describe.each(Object.keys(vendorFacts))("an account at %s that was filled without code", (vendor) => {
  let bench: VendorBench;
  let state = "";
  let count = 0;

  async function latchkey(...words: readonly string[]) {
    let out = "";
    let err = "";
    const code = await run(words, {
      out: (part) => (out += part),
      err: (part) => (err += part),
      environment: { ACCESS_TOKEN: bench.token },
    });
    return { code, out, err };
  }
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

  it("is in sync once Terraform has all of it", async () => {
    await bench.mock.forgetRequests();
    const text = await drift();
    expect(text.out).toContain("coverage 100 %");
    expect(text).toMatchObject({ code: 0, err: "" });
    const { out } = await drift("--format", "json");
    const report = JSON.parse(out);
    expect(report.coverage.managed).toBeGreaterThanOrEqual(count);
    console.log(text.out);
    expect(report.inSync).toBe(report.complete);
    const requests = await bench.mock.requests();
    expect(requests.length).toBeGreaterThan(4);
    expect([...new Set(requests.map(({ method }) => method))]).toEqual(["GET"]);
  });
});
