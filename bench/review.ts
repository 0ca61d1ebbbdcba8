import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openChange } from "#review/change/open-change.ts";
import { runFindings } from "#review/findings/run-findings.ts";
import { reviewFormats } from "#review/formats/registry.gen.ts";
import { readSides } from "#review/read-source.ts";
import { buildReport } from "#review/report/build-report.ts";
import { tellAccess } from "#review/report/tell-access.ts";
import { createAccessPlan } from "./support/access-plan.ts";
import { countValues } from "./support/document-walk.ts";
import { measure, timed } from "./support/measure.ts";
import { PeakRecorder } from "./support/peak-recorder.ts";

const cli = join(import.meta.dirname, "..", "dist", "cli.mjs");

function review(text: string): void {
  const sides = readSides(text, { vendors: [] });
  const change = openChange([{ name: "plan", ...sides }], sides.madeAt ?? "");
  const report = buildReport(change, runFindings(change));
  const format = reviewFormats.find(({ name }) => name === "json");
  const written = format?.write(report, { version: "0", tellAccess: () => tellAccess(change) }) ?? "";
  if (written.length < 10_000) throw new Error("the report is too short");
}

function walk(text: string): void {
  if (countValues(JSON.parse(text)) < 1_000) throw new Error("the plan is too small");
}

/** Runs Node to its end; findings are expected. */
async function runNode(args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<void> {
  const child = spawn(process.execPath, args, { stdio: "ignore", env: { ...process.env, ...environment } });
  const [code] = (await once(child, "exit")) as [number | null];
  if (code !== 0 && code !== 1) throw new Error(`node ${args.join(" ")} ended with ${String(code)}`);
}

async function benchLarge(text: string, folder: string): Promise<void> {
  for (let round = 0; round < 2; round += 1) {
    review(text);
    walk(text);
  }
  const size = text.length / 1_048_576;
  await measure({
    name: `a plan of 10,000 resources reviewed, against JSON.parse and one walk of it (${size.toFixed(0)} MiB)`,
    ours: () => timed(() => review(text)),
    theirs: () => timed(() => walk(text)),
    rounds: 5,
    bar: { kind: "atMost", ratio: 3 },
    unit: "ms",
  });
  const plan = join(folder, "large.json");
  await writeFile(plan, text);
  const recorder = await PeakRecorder.open();
  await measure({
    name: "peak memory of `latchkey review` of it, against its size",
    ours: () => recorder.largestOf(() => runNode([cli, "review", plan, "--format", "json"], recorder.environment)),
    theirs: () => Promise.resolve(size),
    rounds: 3,
    bar: { kind: "atMost", ratio: 6 },
    unit: "MB",
  });
  await recorder.close();
}

/** What a reviewer waits for: a whole review of a large plan, and the start of a small one. */
export async function benchReview(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "latchkey-bench-"));
  await benchLarge(createAccessPlan(10_000), folder);
  const plan = join(folder, "small.json");
  await writeFile(plan, createAccessPlan(10));
  await measure({
    name: "`latchkey review` of 10 resources, exec to exit, against bare `node -e 0`",
    ours: () => timed(() => runNode([cli, "review", plan])),
    theirs: () => timed(() => runNode(["-e", "0"])),
    rounds: 21,
    bar: { kind: "atMost", ratio: 2 },
    unit: "ms",
  });
  await rm(folder, { recursive: true, force: true });
}
