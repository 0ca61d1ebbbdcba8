import { readdirSync } from "node:fs";
import { join } from "node:path";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import type { VendorWorlds } from "./world.ts";

const folder = join(import.meta.dirname, "..", "worlds");

/** The worlds of every vendor. @throws Error where a vendor has none */
export async function loadWorlds(): Promise<readonly VendorWorlds[]> {
  const names = readdirSync(folder)
    .filter((file) => file.endsWith(".ts"))
    .map((file) => file.slice(0, -".ts".length));
  const missing = Object.keys(vendorFacts).filter((vendor) => !names.includes(vendor));
  if (missing.length > 0) throw new Error(`${folder} has no worlds of ${missing.join(", ")}`);
  const loaded = names.toSorted().map(async (name) => {
    const { worlds } = (await import(join(folder, `${name}.ts`))) as { readonly worlds: VendorWorlds };
    return worlds;
  });
  return Promise.all(loaded);
}
