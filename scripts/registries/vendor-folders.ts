import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { hasFile, root } from "./files.ts";

/** A folder of vendors/ with a facts/index.ts and a vendor.ts is a vendor. */
export async function vendorFolders(): Promise<readonly string[]> {
  const entries = await readdir(join(root, "vendors"), { withFileTypes: true });
  const names: string[] = [];
  for (const { name } of entries.filter((entry) => entry.isDirectory())) {
    if ((await hasFile(`vendors/${name}/facts/index.ts`)) && (await hasFile(`vendors/${name}/vendor.ts`))) {
      names.push(name);
    }
  }
  if (names.length === 0) throw new Error("vendors/ has no vendor");
  return names.sort();
}
