import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { GeneratedFile } from "../generate.ts";

const folder = join(import.meta.dirname, "..", "..", "terraform", "provider", "functions");

/** Lists what configurations can call: a file in provider/functions is one, exported under the file's name. */
export async function generate(): Promise<readonly GeneratedFile[]> {
  const files = (await readdir(folder)).filter((file) => /^[a-z-]+\.ts$/.test(file)).sort();
  if (files.length === 0) throw new Error("terraform/provider/functions has no function");
  const named = files.map((file) => {
    const name = file.replace(/\.ts$/, "").replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
    return { file, name };
  });
  const text = [
    'import type { ServedFunction } from "../plugin/engine/provider.ts";',
    ...named.map(({ file, name }) => `import { ${name} } from "./functions/${file}";`),
    "",
    `export const functions: readonly ServedFunction[] = [${named.map(({ name }) => name).join(", ")}];`,
    "",
  ];
  return [{ path: "terraform/provider/functions.gen.ts", text: text.join("\n") }];
}
