import { readdirSync } from "node:fs";
import { join } from "node:path";
import { isObject } from "#review/json-parts.ts";
import { readText } from "#platform/files.ts";

/** What a JSON file of the project has; null if there is none, or it is no JSON object. */
export function readJsonFile(path: string): { readonly [name: string]: unknown } | null {
  const text = readText(path);
  if (text === undefined) return null;
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

/** The version of a package that is installed in the project; null if it is not. */
export function findInstalledVersion(folder: string, name: string): string | null {
  const version = readJsonFile(join(folder, "node_modules", name, "package.json"))?.["version"];
  return typeof version === "string" ? version : null;
}

/** A synthesized stack. */
export interface SynthesizedStack {
  readonly name: string;
  readonly folder: string;
}

/** The stacks that the last synth left in `cdktf.out`. */
export function listStacks(folder: string): readonly SynthesizedStack[] {
  const stacks = join(folder, "cdktf.out", "stacks");
  try {
    const entries = readdirSync(stacks, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    return entries.map(({ name }) => ({ name, folder: join(stacks, name) }));
  } catch {
    return [];
  }
}
