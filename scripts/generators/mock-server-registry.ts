import { access, readdir } from "node:fs/promises";
import { join } from "node:path";
import type { GeneratedFile } from "../generate.ts";

const folder = join(import.meta.dirname, "..", "..", "mock-server");

async function hasIndex(name: string): Promise<boolean> {
  try {
    await access(join(folder, name, "index.ts"));
    return true;
  } catch {
    return false;
  }
}

/** Every folder of `mock-server/` with an `index.ts` is a vendor. */
export async function generate(): Promise<readonly GeneratedFile[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names: string[] = [];
  for (const { name } of entries.filter((entry) => entry.isDirectory())) if (await hasIndex(name)) names.push(name);
  names.sort();
  if (names.length === 0) throw new Error(`no vendor in ${folder}`);
  const imports = names.map((name) => `import { vendor as ${name} } from "./${name}/index.ts";`);
  const text = [
    ...imports,
    'import type { Vendor } from "./vendor.ts";',
    `\nexport const vendors: readonly Vendor[] = [${names.join(", ")}];\n`,
  ].join("\n");
  return [{ path: "mock-server/registry.gen.ts", text }];
}
