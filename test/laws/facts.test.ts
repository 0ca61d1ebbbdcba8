import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { resourceDefinitions } from "#access/model/nouns/registry.gen.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { root, sourcesOf } from "./repository.ts";

const vendors = Object.keys(vendorFacts);
const factsOf = (vendor: string): readonly string[] => sourcesOf(`vendors/${vendor}/facts`);
const dataModules = vendors.flatMap((vendor) => sourcesOf(`vendors/${vendor}/facts/data`));

/** The paths of the functions inside a value. */
function functionsIn(value: unknown, path: string): readonly string[] {
  if (typeof value === "function") return [path];
  if (value instanceof Map || value instanceof Set) return functionsIn([...value], path);
  if (typeof value !== "object" || value === null || value instanceof RegExp) return [];
  return Object.entries(value).flatMap(([name, inner]) => functionsIn(inner, `${path}.${name}`));
}

describe("facts that are data", () => {
  it("export no function: a mock that shares code with what it tests agrees with its mistakes", async () => {
    expect(dataModules.length).toBeGreaterThanOrEqual(4 * vendors.length);
    for (const path of dataModules) {
      const module: unknown = await import(join(root, path));
      expect(functionsIn({ ...(module as object) }, path)).toEqual([]);
    }
  });

  it("are told from functions at any depth", () => {
    const given = { plain: [/x/, "y"], deep: [{ check: () => true }], shelf: new Map([["a", () => 1]]) };
    expect(functionsIn(given, "given")).toEqual(["given.deep.0.check", "given.shelf.0.1"]);
  });
});

describe("the stored form of a noun", () => {
  it.each(resourceDefinitions.map(({ type, version, upgrades }) => ({ type, version, upgrades })))(
    "can be reached from each one before: $type",
    ({ version, upgrades = {} }) => {
      expect(Object.keys(upgrades)).toEqual(Array.from({ length: version }, (_, before) => String(before)));
    },
  );
});

describe("the facts of a vendor", () => {
  const common = ["catalog", "environment", "limits", "managed-roles"].map((name) => `data/${name}.ts`);

  it.each(vendors)("of %s have the same files as those of the others", (vendor) => {
    const folder = `vendors/${vendor}/facts/`;
    const files = factsOf(vendor).map((path) => path.slice(folder.length));
    expect(files).toEqual(expect.arrayContaining(["index.ts", "permissions.ts", ...common]));
  });

  it.each(vendors)("of %s have a file a noun, named as the noun is in the model", (vendor) => {
    const nouns = readdirSync(join(root, "access/model/nouns/resources"));
    const files = readdirSync(join(root, `vendors/${vendor}/facts/nouns`)).filter((file) => !file.includes(".test."));
    expect(files.length).toBeGreaterThan(0);
    expect(nouns).toEqual(expect.arrayContaining(files));
  });

  it("are about nouns and attributes that there are", () => {
    for (const { name, nouns } of Object.values(vendorFacts)) {
      for (const [type, { attributes, ownAttributes = {} }] of Object.entries(nouns)) {
        const definition = resourceDefinitions.find((one) => one.type === type);
        const known = { ...definition?.attributes, ...ownAttributes };
        expect(Object.keys(known), `${name} ${type}`).toEqual(expect.arrayContaining(Object.keys(attributes)));
      }
    }
  });
});
