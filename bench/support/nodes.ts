import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";

const manifest = z.object({ dependencies: z.record(z.string(), z.string()) });
const source = join(import.meta.dirname, "..", "..", "test", "consumer", "nodes");

/** A Node to measure with. */
export interface BenchNode {
  /** Such as `22.23.5`. */
  readonly version: string;
  /** The path of the binary. */
  readonly binary: string;
}

export interface BenchNodes {
  /** This one first. */
  readonly nodes: readonly BenchNode[];
  remove(): Promise<void>;
}

/** Installs the Nodes that consumers are tried on. They are binaries for Linux: elsewhere there is only this one. */
export async function installNodes(): Promise<BenchNodes> {
  const own = { version: process.versions.node, binary: process.execPath };
  if (process.platform !== "linux" || process.arch !== "x64") return { nodes: [own], remove: async () => undefined };
  const folder = await mkdtemp(join(tmpdir(), "latchkey-nodes-"));
  await cp(source, folder, { recursive: true });
  await promisify(execFile)("npm", ["ci", "--no-audit", "--no-fund"], { cwd: folder });
  const { dependencies } = manifest.parse(JSON.parse(await readFile(join(folder, "package.json"), "utf8")));
  const others = Object.entries(dependencies).map(([name, range]) => ({
    version: range.slice(range.lastIndexOf("@") + 1),
    binary: join(folder, "node_modules", name, "bin", "node"),
  }));
  return { nodes: [own, ...others], remove: () => rm(folder, { recursive: true, force: true }) };
}
