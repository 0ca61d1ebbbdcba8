import { describe, expect, it } from "vitest";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { loadVendor } from "#vendors/registry.gen.ts";
import { listEndpointWarnings } from "./caution.ts";

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
      const [caution] = listEndpointWarnings({ vendor, endpoint });
      expect(caution?.summary === `About ${vendor.facts.title}`, vendor.facts.name).toBe(told);
      expect(caution?.detail.includes(endpoint) === true, vendor.facts.name).toBe(told);
    }
  });

  it("is undefined if the facts have none", () => {
    const others = vendors.filter(({ facts }) => facts.connection.caution === undefined);
    expect(others).toHaveLength(Object.keys(vendorFacts).length - cautious.length);
    for (const vendor of others)
      expect(listEndpointWarnings({ vendor, endpoint: "https://heron.example" })).toEqual([]);
  });
});

describe("an endpoint without encryption", () => {
  it.each([
    { name: "this machine", endpoint: "http://localhost:8080", warned: false },
    { name: "another machine by https", endpoint: "https://heron.example", warned: false },
    { name: "another machine by http", endpoint: "http://heron.example", warned: true },
  ])("is warned of for $name: $warned", ({ endpoint, warned }) => {
    for (const vendor of vendors) {
      const summaries = listEndpointWarnings({ vendor, endpoint }).map(({ summary }) => summary);
      expect(summaries.includes("The token is sent unencrypted"), vendor.facts.name).toBe(warned);
    }
  });
});
