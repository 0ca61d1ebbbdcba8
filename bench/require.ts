import { execFileSync } from "node:child_process";
import { findPackage } from "#constructs/delivery/package-folder.ts";
import { measure } from "./support/measure.ts";

const { folder } = findPackage(import.meta.dirname);

/** Milliseconds that a fresh process takes to load a module. The start of Node.js is not in it. */
function load(id: string): Promise<number> {
  const program = "const began=performance.now();require(process.argv[1]);console.log(performance.now()-began)";
  const printed = execFileSync(process.execPath, ["-e", program, id], { cwd: folder, encoding: "utf8" });
  return Promise.resolve(Number(printed));
}

const entries = [
  { engine: "cdktf", name: "latchkey" },
  { engine: "cdktn", name: "latchkey/cdktn" },
];

/** What the constructs add to the library that every app loads anyway. */
export async function benchRequire(): Promise<void> {
  for (const { engine, name } of entries) {
    await measure({
      name: `require("${name}"), against require("${engine}")`,
      ours: () => load(name),
      theirs: () => load(engine),
      rounds: 21,
      bar: { kind: "atMost", ratio: 1.25 },
      unit: "ms",
    });
  }
}
