import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../../laws/repository.ts";

/** The packed package beside what a project installs. */
export interface InstalledPackage {
  /** Projects in it find `node_modules` above them. */
  readonly folder: string;
  readonly modules: string;
  readonly bins: string;
  readonly archive: string;
  remove(): void;
}

export function installPackage(prefix: string): InstalledPackage {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  const modules = join(folder, "node_modules");
  const bins = join(modules, ".bin");
  execFileSync("npm", ["pack", "--silent", "--pack-destination", folder], { cwd: root, stdio: "pipe" });
  const archive = join(folder, readdirSync(folder).find((name) => name.endsWith(".tgz")) ?? "");
  mkdirSync(join(modules, "latchkey"), { recursive: true });
  execFileSync("tar", ["xzf", archive, "--strip-components=1", "-C", join(modules, "latchkey")]);
  const own = join(root, "node_modules");
  for (const name of readdirSync(own)) if (name !== ".bin") symlinkSync(join(own, name), join(modules, name));
  mkdirSync(bins);
  for (const name of readdirSync(join(own, ".bin"))) symlinkSync(join(own, ".bin", name), join(bins, name));
  const program = join(modules, "latchkey", "dist", "cli.mjs");
  chmodSync(program, 0o755);
  symlinkSync(program, join(bins, "latchkey"));
  return { folder, modules, bins, archive, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
