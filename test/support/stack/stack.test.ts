import { afterEach, describe, expect, it } from "vitest";
import { readSeed, servedNouns } from "./nouns.ts";
import { Stack } from "./stack.ts";
import { startVendorDouble, type VendorDouble } from "./vendor-double.ts";

let double: VendorDouble;
afterEach(() => double.close());

describe.each(servedNouns)("the example of $type on $vendor", ({ vendor, example, address }) => {
  it("is applied in memory as Terraform applies it, and planned empty afterwards", async () => {
    double = await startVendorDouble(vendor, { seed: readSeed(vendor) });
    const stack = new Stack({ vendor, endpoint: double.url, token: double.token });
    const run = await stack.apply(example);
    expect(run.errors).toEqual([]);
    expect(run.did[address]).toBe("create");
    expect((await stack.plan(example)).did).toEqual({});
    const destroyed = await stack.destroy();
    expect(destroyed.errors).toEqual([]);
    expect([...stack.state.keys()]).toEqual([]);
  });
});
