import { access, readdir } from "node:fs/promises";
import { join } from "node:path";
import type { GeneratedFile } from "../generate.ts";

const vendors = join(import.meta.dirname, "..", "..", "vendors");

async function hasFile(name: string, file: string): Promise<boolean> {
  try {
    await access(join(vendors, name, file));
    return true;
  } catch {
    return false;
  }
}

/** Lists the vendors: a folder in vendors/ with a facts/index.ts and a vendor.ts is one. The code is loaded on demand. */
export async function generate(): Promise<readonly GeneratedFile[]> {
  const entries = await readdir(vendors, { withFileTypes: true });
  const names: string[] = [];
  for (const { name } of entries.filter((entry) => entry.isDirectory())) {
    if ((await hasFile(name, "facts/index.ts")) && (await hasFile(name, "vendor.ts"))) names.push(name);
  }
  names.sort();
  if (names.length === 0) throw new Error("vendors/ has no vendor");
  const facts = [
    'import type { VendorFacts } from "#access/model/vendors/facts.ts";',
    ...names.map((name) => `import { facts as ${name} } from "./${name}/facts/index.ts";`),
    "",
    "/** What is known of each vendor, by the name that `vendor` takes. */",
    `export const vendorFacts: { readonly [name: string]: VendorFacts } = { ${names.join(", ")} };`,
    "",
  ];
  const code = [
    'import type { Vendor } from "#access/model/vendors/adapter.ts";',
    "",
    "/** How each vendor is spoken to. Loaded when a connection is opened: starting up needs none of it. */",
    "export const loadVendor: { readonly [name: string]: () => Promise<Vendor> } = {",
    ...names.map((name) => `  ${name}: async () => (await import("./${name}/vendor.ts")).vendor,`),
    "};",
    "",
  ];
  return [
    { path: "vendors/facts-registry.gen.ts", text: facts.join("\n") },
    { path: "vendors/registry.gen.ts", text: code.join("\n") },
  ];
}
