import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { snapshot, type Snapshot } from "#mock-server/control/shapes.ts";
import { root } from "../laws/repository.ts";

const folder = join(root, "test", "fixtures", "states");

/** What somebody has who applied a configuration with an earlier version. */
export interface StoredState {
  readonly configuration: string;
  /** As Terraform stored it. */
  readonly state: string;
  /** What the mock of the vendor held then. */
  readonly world: Snapshot;
}

/** When all states are made: nothing in them is due later on. */
export const recordedAt = new Date("2026-12-01T09:00:00Z");

function pathOf(version: string, vendor: string, ending: "tf" | "tfstate" | "world.json"): string {
  return join(folder, version, `${vendor}.${ending}`);
}

export function listStoredStates(): readonly { readonly version: string; readonly vendor: string }[] {
  const versions = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return versions.flatMap(({ name: version }) => {
    const files = readdirSync(join(folder, version)).filter((file) => file.endsWith(".tfstate"));
    return files.map((file) => ({ version, vendor: file.slice(0, -".tfstate".length) }));
  });
}

export function readStoredState(version: string, vendor: string): StoredState {
  const read = (ending: Parameters<typeof pathOf>[2]): string => readFileSync(pathOf(version, vendor, ending), "utf8");
  return { configuration: read("tf"), state: read("tfstate"), world: snapshot.parse(JSON.parse(read("world.json"))) };
}

export function writeStoredState(version: string, vendor: string, stored: StoredState): void {
  mkdirSync(join(folder, version), { recursive: true });
  writeFileSync(pathOf(version, vendor, "tf"), stored.configuration);
  writeFileSync(pathOf(version, vendor, "tfstate"), stored.state);
  const own = Object.entries(stored.world.tables).filter(([table]) => table.startsWith(`${vendor}/`));
  const world = { ...stored.world, tables: Object.fromEntries(own) };
  writeFileSync(pathOf(version, vendor, "world.json"), `${JSON.stringify(world, null, 2)}\n`);
}
