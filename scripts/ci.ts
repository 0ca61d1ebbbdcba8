// The last part of .ci/run: the README's test command, the projects of users on the other Nodes, and the quickstart, counted. In CI
// a skip is a failure.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";

const report = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTotalTests: z.number(),
});

const folder = mkdtempSync(join(tmpdir(), "latchkey-ci-"));

/** @param only the files with these words in their paths; all without any */
function tests(script: string, ...only: readonly string[]): { passed: number; failed: number } {
  const file = join(folder, `${script.replace(":", "-")}.json`);
  const args = ["run", script, "--", ...only, "--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const { status } = spawnSync("npm", args, { stdio: "inherit" });
  const { numPassedTests, numFailedTests, numPendingTests, numTotalTests } = report.parse(
    JSON.parse(readFileSync(file, "utf8")),
  );
  if (numPendingTests > 0) console.error(`${numPendingTests} tests were skipped: in CI that is a failure.`);
  const others = numTotalTests - numPassedTests - numFailedTests;
  const isUntold = status !== 0 && numFailedTests + others === 0;
  return { passed: numPassedTests, failed: numFailedTests + others + (isUntold ? 1 : 0) };
}

function quickstart(): { passed: number; failed: number } {
  const { status } = spawnSync("npm", ["run", "-s", "quickstart"], { stdio: "inherit" });
  return status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

// The rest of test:more is long runs of random cases, for one's own machine.
const results = [tests("test"), tests("test:more", "test/more/consumer", "test/more/migration"), quickstart()];
rmSync(folder, { recursive: true, force: true });
const passed = results.reduce((sum, result) => sum + result.passed, 0);
const failed = results.reduce((sum, result) => sum + result.failed, 0);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
