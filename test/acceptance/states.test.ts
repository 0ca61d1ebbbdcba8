import { describe, expect, it } from "vitest";
import * as z from "zod";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { listStoredStates, readStoredState, recordedAt } from "../states/stored-states.ts";
import { openVendorBench } from "./support/access.ts";

const stored = z.object({
  resources: z.array(
    z.object({ mode: z.string(), type: z.string(), name: z.string(), instances: z.array(z.unknown()).min(1) }),
  ),
});

function listManaged(state: string): readonly string[] {
  const { resources } = stored.parse(JSON.parse(state));
  return resources.filter(({ mode }) => mode === "managed").map(({ type, name }) => `${type}.${name}`);
}

const states = listStoredStates();

describe("the states of earlier versions", () => {
  it("are there for every vendor, and hold each noun that it had", () => {
    expect(states.length).toBeGreaterThan(0);
    for (const version of new Set(states.map((one) => one.version))) {
      const vendors = states.filter((one) => one.version === version).map(({ vendor }) => vendor);
      expect(Object.keys(vendorFacts), version).toEqual(expect.arrayContaining(vendors));
      for (const vendor of vendors) {
        const { configuration, state } = readStoredState(version, vendor);
        const declared = [...configuration.matchAll(/^resource "(\w+)" "(\w+)"/gm)].map(
          ([, type, name]) => `${type}.${name}`,
        );
        expect(listManaged(state).toSorted(), `${version} ${vendor}`).toEqual(declared.toSorted());
        expect(declared.length).toBeGreaterThan(2);
      }
    }
  });

  it.each(states)("leave nothing to do for this one: $version, $vendor", async ({ version, vendor }) => {
    const { configuration, state, world } = readStoredState(version, vendor);
    const bench = await openVendorBench(vendor, { now: () => recordedAt });
    try {
      await bench.mock.restore(world);
      await bench.mock.clock.set(recordedAt);
      await bench.workspace.write(configuration);
      await bench.workspace.writeText("terraform.tfstate", state);
      await bench.mock.forgetRequests();
      // The plan of a state that Terraform could not read would create everything.
      for (const refresh of ["-refresh=false", "-refresh=true"])
        expect(await bench.workspace.plan(refresh)).toEqual({});
      const requests = await bench.mock.requests();
      expect(requests.length).toBeGreaterThan(0);
      expect(requests.filter(({ method }) => method !== "GET")).toEqual([]);
      const values = await bench.workspace.state();
      expect(Object.keys(values)).toEqual(expect.arrayContaining([...listManaged(state)]));
      await bench.host.destroy();
    } finally {
      await bench.close();
    }
  });
});
