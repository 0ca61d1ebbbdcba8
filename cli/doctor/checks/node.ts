import type { Check } from "../check.ts";
import { isOlder, oldestNode, parseVersion } from "../versions.ts";

/** The latest line that was tried. */
const newest = 24;

export const node: Check = {
  title: "Node.js",
  async examine({ nodeVersion, run }) {
    if (isOlder(nodeVersion, oldestNode)) {
      return [
        { state: "wrong", says: `This is Node.js ${nodeVersion}.`, fix: `Install Node.js ${oldestNode} or later.` },
      ];
    }
    // Terraform starts the provider with the one on PATH.
    const onPath = (await run("node", ["--version"]))?.trim().replace(/^v/, "") ?? null;
    if (onPath === null) {
      const fix = "Put a folder with node on the PATH of whatever runs terraform.";
      return [{ state: "wrong", says: "There is no node on the PATH, with which Terraform starts the provider.", fix }];
    }
    if (isOlder(onPath, oldestNode)) {
      const fix = `Put Node.js ${oldestNode} or later first on the PATH.`;
      return [{ state: "wrong", says: `Terraform starts the provider with Node.js ${onPath}.`, fix }];
    }
    if ((parseVersion(onPath)?.[0] ?? 0) > newest) {
      const fix = `If something fails, use Node.js ${newest}.`;
      return [{ state: "doubtful", says: `Node.js ${onPath} is later than what was tried.`, fix }];
    }
    return [{ state: "well", says: `Node.js ${onPath}` }];
  },
};
