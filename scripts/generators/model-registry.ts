import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { GeneratedFile } from "../generate.ts";

const model = join(import.meta.dirname, "..", "..", "access", "model", "nouns");

function camelCase(file: string): string {
  return file.replace(/\.ts$/, "").replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

async function nounsIn(folder: string): Promise<readonly string[]> {
  const files = (await readdir(join(model, folder))).filter((file) => /^[a-z-]+\.ts$/.test(file)).sort();
  if (files.length === 0) throw new Error(`model/${folder} declares nothing`);
  return files;
}

function imports(folder: string, suffix: string, files: readonly string[]): string {
  return files
    .map((file) => `import { ${camelCase(file)} as ${camelCase(file)}${suffix} } from "./${folder}/${file}";`)
    .join("\n");
}

function list(name: string, type: string, names: readonly string[]): string {
  return `export const ${name}: readonly ${type}[] = [${names.join(", ")}];`;
}

/** Lists the nouns: a file in model/resources or model/data-sources is one, exported under the file's name. */
export async function generate(): Promise<readonly GeneratedFile[]> {
  const resources = await nounsIn("resources");
  const dataSources = await nounsIn("data-sources");
  const text = [
    'import type { DataSourceDefinition, ResourceDefinition } from "../../schema/definition.ts";',
    imports("data-sources", "DataSource", dataSources),
    imports("resources", "Resource", resources),
    "",
    list(
      "resourceDefinitions",
      "ResourceDefinition",
      resources.map((file) => `${camelCase(file)}Resource`),
    ),
    "",
    list(
      "dataSourceDefinitions",
      "DataSourceDefinition",
      dataSources.map((file) => `${camelCase(file)}DataSource`),
    ),
    "",
  ].join("\n");
  return [{ path: "access/model/nouns/registry.gen.ts", text }];
}
