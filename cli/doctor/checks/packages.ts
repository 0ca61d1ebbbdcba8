import { join } from "node:path";
import { isObject } from "#review/json-parts.ts";
import type { Check, Diagnosis, Machine } from "../check.ts";
import { findInstalledVersion, readJsonFile } from "../project-files.ts";
import { isOlder, parseVersion } from "../versions.ts";

/** From this version on, `constructs` wants the Node after 20. */
const constructsForLaterNode = "10.7.3";
const terminal = "@cdktf/node-pty-prebuilt-multiarch";

function checkConstructs({ folder, nodeVersion }: Machine): readonly Diagnosis[] {
  const version = findInstalledVersion(folder, "constructs");
  const isOld = (parseVersion(nodeVersion)?.[0] ?? 0) < 22;
  if (version === null || !isOld || isOlder(version, constructsForLaterNode)) return [];
  const fix = "Run npm install --save-exact constructs@10.7.2, or use Node.js 22.";
  return [{ state: "wrong", says: `constructs ${version} needs Node.js 22, and this is ${nodeVersion}.`, fix }];
}

/** cdktf-cli asks for a terminal library that has no build for Node 24, and ends when it is started. */
function checkTerminal({ folder, nodeVersion }: Machine): readonly Diagnosis[] {
  const cli = findInstalledVersion(folder, "cdktf-cli");
  if (cli === null || (parseVersion(nodeVersion)?.[0] ?? 0) < 24) return [];
  const overrides = readJsonFile(join(folder, "package.json"))?.["overrides"];
  if (isObject(overrides) && Object.hasOwn(overrides, terminal)) return [];
  const fix = `Add to package.json: "devDependencies": { "${terminal}": "npm:@lydell/node-pty@1.1.0" } and "overrides": { "${terminal}": "$${terminal}" }, and run npm install.`;
  return [{ state: "wrong", says: `cdktf-cli ${cli} does not start with Node.js ${nodeVersion}.`, fix }];
}

export const packages: Check = {
  title: "Packages of the project",
  async examine(machine) {
    const { folder } = machine;
    const project = readJsonFile(join(folder, "package.json"));
    if (project === null) return Promise.resolve([]);
    const own = findInstalledVersion(folder, "latchkey");
    const cdktf = findInstalledVersion(folder, "cdktf");
    const found = [...checkConstructs(machine), ...checkTerminal(machine)];
    if (own === null && cdktf !== null && project["name"] !== "latchkey") {
      const fix = "Run npm install, or install the package (docs/install.md).";
      found.push({ state: "doubtful", says: "The package latchkey is not installed in this project.", fix });
    }
    if (found.length > 0) return found;
    const names = { latchkey: own, cdktf, constructs: findInstalledVersion(folder, "constructs") };
    const said = Object.entries(names).flatMap(([name, version]) => (version === null ? [] : [`${name} ${version}`]));
    return said.length === 0 ? [] : [{ state: "well", says: said.join(", ") }];
  },
};
