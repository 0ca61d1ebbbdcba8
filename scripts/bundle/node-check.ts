import { readFileSync } from "node:fs";
import { join } from "node:path";

interface Manifest {
  readonly engines: { readonly node: string };
}

/** The oldest Node that runs what ships, such as `20.19`. */
export function readOldestNode(root: string): string {
  const { engines } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Manifest;
  const [, version] = /^>=(\d+\.\d+)$/.exec(engines.node) ?? [];
  if (version === undefined) throw new Error(`package.json: engines.node is ${engines.node}, not >=MAJOR.MINOR`);
  return version;
}

/** What to do when Node is too old: a statement for a library to throw, and for a command to say. */
const reactions = {
  throw: "throw new Error(problem);",
  stderr: 'process.stderr.write("Error: "+problem+"\\n");process.exit(2);',
  // Terraform shows the first line that a provider prints in place of its handshake.
  stdout: 'require("fs").writeSync(1,problem+"\\n");process.exit(1);',
} as const;

/**
 * The first statements of what ships: they say which Node is needed, before anything runs that an older one lacks. They
 * are written for any JavaScript engine.
 */
export function writeNodeCheck(oldest: string, reaction: keyof typeof reactions): string {
  const [major = "", minor = ""] = oldest.split(".");
  return [
    // Before any other statement, or the file's own directive would be none.
    '"use strict";(function(){var parts=process.versions.node.split(".");',
    `if(+parts[0]>${major}||+parts[0]===${major}&&+parts[1]>=${minor})return;`,
    `var problem="Latchkey needs Node.js ${oldest} or later. This is Node.js "+process.versions.node+" ("+process.execPath+"). Put a later one first on the PATH.";`,
    `${reactions[reaction]}})();`,
  ].join("");
}

/**
 * The head of a file that a shell and Node both read: run as a program it looks for Node, and says so where there is none.
 * Otherwise Terraform would show that the provider was compiled for another machine.
 */
export function writeLauncher(oldest: string): string {
  const problem = `Latchkey needs Node.js ${oldest} or later, and there is no node on the PATH that Terraform was started with.`;
  return `#!/bin/sh\n":" //;command -v node >/dev/null 2>&1&&exec node "$0" "$@";echo "${problem}";exit 1`;
}
