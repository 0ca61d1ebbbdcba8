import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { VendorFacts } from "#access/model/vendors/facts.ts";

const folder = join(import.meta.dirname, "..", "..", "examples", "terraform");

export interface Example {
  readonly vendor: string;
  readonly text: string;
}

async function filesIn(path: string): Promise<readonly string[]> {
  try {
    return await readdir(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

/** The examples in a folder below examples/terraform; a file is named after its vendor. */
async function examplesOf(path: string): Promise<readonly Example[]> {
  const files = (await filesIn(join(folder, path))).filter((file) => file.endsWith(".tf")).sort();
  const texts = files.map(async (file) => ({
    vendor: file.slice(0, -".tf".length),
    text: await readFile(join(folder, path, file), "utf8"),
  }));
  return Promise.all(texts);
}

/** Empty where there is no example. */
export async function exampleSection(path: string, vendors: readonly VendorFacts[]): Promise<string> {
  const examples = await examplesOf(path);
  const lines = vendors.flatMap(({ name, title }) => {
    const example = examples.find(({ vendor }) => vendor === name);
    return example === undefined ? [] : [`### On ${title}`, "", "```terraform", example.text.trim(), "```", ""];
  });
  return lines.length === 0 ? "" : ["## Example Usage", "", ...lines].join("\n");
}
