import { describe, expect, it } from "vitest";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { loadVendor } from "#vendors/registry.gen.ts";
import { findCaution } from "./caution.ts";

const vendors = await Promise.all(Object.values(loadVendor).map((load) => load()));
const cautious = vendors.filter(({ facts }) => facts.connection.caution !== undefined);

describe("the caution of a vendor", () => {
  it.each([
    { name: "an address of this machine", endpoint: "http://127.0.0.1:4711/v", told: false },
    { name: "this machine in IPv6", endpoint: "http://[::1]:4711", told: false },
    { name: "this machine by name", endpoint: "https://localhost/v", told: false },
    { name: "another machine", endpoint: "https://access.heron.example", told: true },
    { name: "a name that begins like this machine's", endpoint: "http://127.0.0.1.heron.example", told: true },
    { name: "a name that ends like this machine's", endpoint: "http://notlocalhost", told: true },
  ])("is shown for $name: $told", ({ endpoint, told }) => {
    expect(cautious.length).toBeGreaterThan(0);
    for (const vendor of cautious) {
      const caution = findCaution({ vendor, endpoint });
      expect(caution?.detail.includes(endpoint) === true, vendor.facts.name).toBe(told);
    }
  });

  it("is undefined if the facts have none", () => {
    const others = vendors.filter(({ facts }) => facts.connection.caution === undefined);
    expect(others).toHaveLength(Object.keys(vendorFacts).length - cautious.length);
    for (const vendor of others) expect(findCaution({ vendor, endpoint: "https://heron.example" })).toBeUndefined();
  });
});
