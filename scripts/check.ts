// `npm run check`: every static check, each held to having looked at something. A tool that saw nothing has failed.
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";

interface Check {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  /** How many things the tool says it looked at, out of what it printed. */
  readonly saw: (output: string) => number;
  /** Fewer than this is as bad as a finding. */
  readonly atLeast: number;
}

const root = join(import.meta.dirname, "..");
const bin = (name: string): string => join(root, "node_modules", ".bin", name);

function count(pattern: RegExp): (output: string) => number {
  return (output) => Number(pattern.exec(output)?.[1] ?? 0);
}

function lines(pattern: RegExp): (output: string) => number {
  return (output) => output.split("\n").filter((line) => pattern.test(line)).length;
}

const sources = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !/^(?:\.|node_modules|dist|cdktf\.out|coverage|docs)/.test(entry.name))
  .map(({ name }) => name);

const checks: readonly Check[] = [
  {
    name: "format",
    command: [bin("prettier"), "--check", "--log-level", "debug", "."],
    saw: lines(/resolve config from/),
    atLeast: 100,
  },
  {
    name: "lint",
    command: [bin("oxlint"), "--type-aware", "--deny-warnings"],
    saw: count(/on (\d+) files/),
    atLeast: 100,
  },
  {
    name: "types",
    command: [bin("tsc"), "-p", root, "--noEmit", "--listFiles"],
    saw: lines(/^(?!.*node_modules).*\.ts$/),
    atLeast: 100,
  },
  {
    name: "types of the report's page",
    command: [bin("tsc"), "-p", join(root, "review", "formats", "html", "page"), "--noEmit", "--listFiles"],
    saw: lines(/^(?!.*node_modules).*\.ts$/),
    atLeast: 5,
  },
  {
    name: "unused code",
    command: [bin("knip"), "--performance", "--no-progress"],
    saw: lines(/\S/),
    atLeast: 5,
  },
  {
    name: "directions",
    command: [bin("depcruise"), "--config", ".dependency-cruiser.cjs", ...sources],
    saw: count(/(\d+) modules/),
    atLeast: 100,
  },
  {
    name: "generated code",
    command: [bin("tsx"), "scripts/generate.ts", "--check"],
    saw: count(/^(\d+) generated files/m),
    atLeast: 3,
  },
];

function run({ name, command: [program, ...args], saw, atLeast }: Check): boolean {
  const began = performance.now();
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: root, encoding: "utf8", maxBuffer: 1 << 28 });
  const output = `${stdout}${stderr}`;
  const seen = saw(output);
  const holds = status === 0 && seen >= atLeast;
  const took = `${((performance.now() - began) / 1000).toFixed(1)} s`;
  console.log(`${holds ? "✓" : "✗"} ${name}: looked at ${seen} (${took})`);
  if (status !== 0) console.log(output.replace(/^(?:\[debug\]|\/).*\n/gm, ""));
  else if (!holds)
    console.log(`  it looked at ${seen} things, at least ${atLeast} are there: the check itself is broken`);
  return holds;
}

const failed = checks.filter((check) => !run(check)).map(({ name }) => name);
if (failed.length > 0) console.log(`Failed: ${failed.join(", ")}`);
process.exitCode = failed.length === 0 ? 0 : 1;
