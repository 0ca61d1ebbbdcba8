import { existsSync } from "node:fs";
import { join } from "node:path";
import { isObject } from "#review/json-parts.ts";
import type { Check, Diagnosis, Machine } from "../check.ts";
import { findInstalledVersion, readJsonFile } from "../project-files.ts";
import { isOlder, parseVersion } from "../versions.ts";

const terminal = "@cdktf/node-pty-prebuilt-multiarch";

/** The members of package.json in which npm, pnpm and Yarn are told of other versions. */
function listOverrides(folder: string): readonly unknown[] {
  const project = readJsonFile(join(folder, "package.json")) ?? {};
  const { pnpm } = project;
  return [project["overrides"], project["resolutions"], isObject(pnpm) ? pnpm["overrides"] : undefined];
}

/** Another package in the place of the one that is asked for has kept its own name. */
function isReplaced(folder: string): boolean {
  const installed = readJsonFile(join(folder, "node_modules", terminal, "package.json"));
  if (installed !== null) return installed["name"] !== terminal;
  // Where a lock file has the old library, npm obeys an override of a package that nobody asks for by leaving it out.
  if (existsSync(join(folder, "node_modules", ".package-lock.json"))) return false;
  return listOverrides(folder).some((overrides) => isObject(overrides) && Object.hasOwn(overrides, terminal));
}

/** cdktf-cli asks for a terminal library that has no build for Node 24, and ends when it is started. */
function checkCdktf({ folder, nodeVersion }: Machine): readonly Diagnosis[] {
  const version = findInstalledVersion(folder, "cdktf-cli");
  if (version === null) return [];
  if ((parseVersion(nodeVersion)?.[0] ?? 0) < 24 || isReplaced(folder))
    return [{ state: "well", says: `cdktf-cli ${version}` }];
  const fix = `Add to package.json: "devDependencies": { "${terminal}": "npm:@lydell/node-pty@1.1.0" } and "overrides": { "${terminal}": "$${terminal}" }, and run npm install.`;
  return [{ state: "wrong", says: `cdktf-cli ${version} does not start with Node.js ${nodeVersion}.`, fix }];
}

const oldestForFork = "22.19";

function checkFork({ folder, nodeVersion }: Machine): readonly Diagnosis[] {
  const version = findInstalledVersion(folder, "cdktn-cli");
  if (version === null) return [];
  if (!isOlder(nodeVersion, oldestForFork)) return [{ state: "well", says: `cdktn-cli ${version}` }];
  const fix = `Use Node.js ${oldestForFork} or later for it. The library cdktn runs on Node.js 20 too.`;
  return [{ state: "wrong", says: `cdktn-cli ${version} does not start with Node.js ${nodeVersion}.`, fix }];
}

export const commandLines: Check = {
  title: "Command line of CDKTF or CDK Terrain",
  examine(machine) {
    return Promise.resolve([...checkCdktf(machine), ...checkFork(machine)]);
  },
};
