import { join } from "node:path";
import type { Check, Diagnosis, Machine } from "../check.ts";
import { findInstalledVersion, readJsonFile } from "../project-files.ts";
import { isOlder, parseVersion } from "../versions.ts";

/** From this version on, `constructs` wants the Node after 20. */
const constructsForLaterNode = "10.7.3";

function checkConstructs({ folder, nodeVersion }: Machine): readonly Diagnosis[] {
  const version = findInstalledVersion(folder, "constructs");
  const isOld = (parseVersion(nodeVersion)?.[0] ?? 0) < 22;
  if (version === null || !isOld || isOlder(version, constructsForLaterNode)) return [];
  const fix = "Run npm install --save-exact constructs@10.7.2, or use Node.js 22.";
  return [{ state: "wrong", says: `constructs ${version} needs Node.js 22, and this is ${nodeVersion}.`, fix }];
}

export const packages: Check = {
  title: "Packages of the project",
  async examine(machine) {
    const { folder } = machine;
    const project = readJsonFile(join(folder, "package.json"));
    if (project === null) return Promise.resolve([]);
    const own = findInstalledVersion(folder, "latchkey");
    const engines = { cdktf: findInstalledVersion(folder, "cdktf"), cdktn: findInstalledVersion(folder, "cdktn") };
    const hasEngine = engines.cdktf !== null || engines.cdktn !== null;
    const found = [...checkConstructs(machine)];
    if (own === null && hasEngine && project["name"] !== "latchkey") {
      const fix = "Run npm install, or install the package (docs/install.md).";
      found.push({ state: "doubtful", says: "The package latchkey is not installed in this project.", fix });
    }
    if (found.length > 0) return found;
    const names = { latchkey: own, ...engines, constructs: findInstalledVersion(folder, "constructs") };
    const said = Object.entries(names).flatMap(([name, version]) => (version === null ? [] : [`${name} ${version}`]));
    return said.length === 0 ? [] : [{ state: "well", says: said.join(", ") }];
  },
};
