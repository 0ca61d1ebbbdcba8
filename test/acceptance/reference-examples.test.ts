import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findUnsupported } from "#access/model/vendors/ephemeral-rules.ts";
import { ephemeralDefinitions } from "#vendors/definitions.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { loadVendor } from "#vendors/registry.gen.ts";
import { headerOf, openVendorBench, type VendorBench } from "./support/access.ts";

const root = join(import.meta.dirname, "..", "..");
const folder = join(root, "examples", "terraform");

/** What is said of every change where the vendor does not tell what its token may do. */
const uncompared = "Granted permissions were not compared with the token's own";

/** What is said of an ephemeral key where keys never expire. */
const endless = "The ephemeral key would outlive a run that is killed";

/** The examples of one vendor: `resources/key`, and so on. */
function pathsOf(vendor: string): readonly string[] {
  const kinds = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const paths = kinds.flatMap(({ name }) =>
    name === "provider" ? [name] : readdirSync(join(folder, name)).map((noun) => `${name}/${noun}`),
  );
  return paths.filter((path) => existsSync(join(folder, path, `${vendor}.tf`)));
}

const unconfigured = headerOf("").replace(/\nprovider "access" \{[\s\S]*?\n\}\n/, "");

describe.each(Object.values(vendorFacts))("the reference pages' examples for $title", (facts) => {
  const { name, nouns } = facts;
  let bench: VendorBench;

  beforeAll(async () => {
    const seed: unknown = JSON.parse(readFileSync(join(root, "test", "fixtures", "examples", `${name}.json`), "utf8"));
    bench = await openVendorBench(name, { seed: { [name]: seed } });
  });

  afterAll(() => bench.close());

  it("are there for each noun and each look-up that it has", async () => {
    const lookups = Object.keys((await loadVendor[name]?.())?.dataSources ?? {});
    const wanted = [
      "provider",
      ...Object.keys(nouns).map((type) => `resources/${type}`),
      ...lookups.map((type) => `data-sources/${type}`),
      ...ephemeralDefinitions
        .filter((definition) => findUnsupported(definition, facts) === undefined)
        .map(({ type }) => `ephemeral-resources/${type}`),
    ];
    expect(wanted.filter((path) => !pathsOf(name).includes(path))).toEqual([]);
  });

  it("are formatted as Terraform formats", async () => {
    await bench.workspace.must("fmt", "-check", "-recursive", folder);
  });

  it.each(pathsOf(name))("%s is planned without a complaint", async (path) => {
    const text = readFileSync(join(folder, path, `${name}.tf`), "utf8");
    await bench.workspace.write((path === "provider" ? unconfigured : headerOf(name)) + text);
    const output = await bench.workspace.must("plan", "-no-color", "-input=false");
    const complaints = [...output.matchAll(/^. ?(?:Warning|Error): (.*)$/gm)].map(([, summary]) => summary);
    const usual = path.startsWith("ephemeral-resources/") ? [uncompared, endless] : [uncompared];
    expect(complaints.filter((summary) => !usual.includes(summary ?? ""))).toEqual([]);
    if (path.startsWith("resources/")) expect(output).toMatch(/^Plan: [1-9]\d* to add, 0 to change, 0 to destroy\.$/m);
  });
});
