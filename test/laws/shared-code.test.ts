import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { resourceDefinitions } from "#access/model/nouns/registry.gen.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { filesOf, findings, root, sourcesOf, textOf } from "./repository.ts";

const shared = [
  "access/schema",
  "access/model",
  "access/graph",
  "access/guard",
  "connection",
  "terraform/plugin",
  "terraform/provider",
  "review",
  "cli",
  "testing",
];

/** What is not a vendor's own within folders that vendors have a part in. */
const besideVendors = (folder: string, isVendors: (path: string) => boolean): readonly string[] =>
  sourcesOf(folder).filter((path) => !isVendors(path));

const vendorFolders = readdirSync(join(root, "vendors"), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== "shared")
  .map(({ name }) => name);
const vendors = [...new Set([...Object.keys(vendorFacts), ...vendorFolders])];
const vendorName = new RegExp(vendors.join("|"), "i");

/** Not what tests of tfplugin are written with. */
const isShipped = (path: string): boolean => !path.includes("/testing/");

const isVendors = (path: string): boolean => vendors.some((name) => path.split("/").includes(name));

/** A construct for what one vendor's page teaches says whose it is by the one vocabulary that it imports. */
const constructs = besideVendors("constructs", (path) => /\/vocabulary\/|^constructs\/testing\//.test(path));
const ownerOf = (path: string): string | undefined => {
  const owners = [...textOf(path).matchAll(/from "\.{1,2}\/vocabulary\/([a-z-]+)\.ts"/g)].map(([, name]) => name);
  return owners.length === 1 ? owners[0] : undefined;
};
const ownConstructs = constructs.filter((path) => ownerOf(path) !== undefined);

/** Examples of findings are about real vendors: pages show them, and tests run them. */
const isExample = (path: string): boolean => /^review\/(?:findings\/examples|testing)\//.test(path);

const sharedSources = [
  ...sourcesOf(...shared).filter((path) => !isExample(path)),
  ...besideVendors("vendors", isVendors),
  ...besideVendors("mock-server", isVendors),
  ...constructs.filter((path) => !ownConstructs.includes(path)),
  ...sourcesOf("scripts/generate.ts", "scripts/generators", "scripts/reference"),
];

describe("shared code", () => {
  it("is looked at in every folder that there is", () => {
    expect(vendors.length).toBeGreaterThanOrEqual(4);
    for (const folder of [...shared, "vendors/shared", "mock-server/control", "constructs", "scripts/generators"]) {
      const isThere = filesOf(folder).length > 0;
      expect(isThere && !sharedSources.some((path) => path.startsWith(`${folder}/`)), folder).toBe(false);
    }
    expect(sharedSources.length).toBeGreaterThan(200);
  });

  it("never asks which vendor: no name of one is in it", () => {
    expect(findings(sharedSources, vendorName)).toEqual([]);
  });

  it("leaves a construct of one vendor to that vendor: it names no other, and no shared construct imports it", () => {
    expect(ownConstructs.length).toBeGreaterThan(0);
    for (const path of ownConstructs) {
      const others = vendors.filter((name) => name !== ownerOf(path));
      expect(findings([path], new RegExp(others.join("|"), "i"))).toEqual([]);
      const name = path.slice(path.lastIndexOf("/") + 1).replaceAll(".", "\\.");
      expect(findings(constructs, new RegExp(`from "[^"]*/${name}"`))).toEqual([]);
    }
  });

  it("never asks which noun: protocol, provider and commands hold none of their names", () => {
    const names = resourceDefinitions.map(({ type }) => type);
    expect(names.length).toBeGreaterThanOrEqual(8);
    const quoted = new RegExp(`["'](?:access_)?(?:${names.join("|")})["']`);
    const sources = sourcesOf("access/schema", "terraform/plugin", "terraform/provider", "cli").filter(isShipped);
    expect(findings(sources, quoted)).toEqual([]);
  });
});

describe("a vendor's code", () => {
  const folders = [
    "access/schema",
    "access/model",
    "connection",
    "terraform/plugin",
    "terraform/provider",
    "vendors",
    "constructs",
    "mock-server",
    "cli",
  ];
  const shipped = sourcesOf(...folders).filter(isShipped);
  const registries = filesOf("vendors").filter((path) => path.endsWith(".gen.ts"));

  it("is never loaded from a path that is given at run time: what is imported stands in the source", () => {
    const imported = /\bimport\s*\(\s*(?!["'][^"']*["']\s*\))|\bcreateRequire\b|\brequire\s*\(/;
    expect(findings(["test/laws/imports.fixture.txt"], imported)).toHaveLength(4);
    expect(findings([...shipped, ...registries], imported)).toEqual([]);
  });

  it("is listed by generated registries", () => {
    const listed = findings(registries, /\bimport\b.*["']\.\/[a-z0-9-]+\/(?:vendor|facts\/index)\.ts["']/);
    expect(listed).toHaveLength(2 * Object.keys(vendorFacts).length);
  });
});
