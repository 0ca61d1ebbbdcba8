import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { type Contexts, fill, isRun } from "./expression.ts";

const texts = z.record(z.string(), z.coerce.string());

const step = z.strictObject({
  id: z.string().optional(),
  name: z.string().optional(),
  if: z.string().optional(),
  uses: z.string().optional(),
  run: z.string().optional(),
  shell: z.literal("bash").optional(),
  with: texts.optional(),
  env: texts.optional(),
  "working-directory": z.string().optional(),
});
export type Step = z.output<typeof step>;

/** https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax, as far as the examples use it. */
export const workflow = z.strictObject({
  name: z.string(),
  on: z.partialRecord(z.enum(["pull_request", "push", "schedule", "workflow_dispatch"]), z.unknown()),
  permissions: z.partialRecord(z.enum(["contents", "pull-requests", "security-events"]), z.enum(["read", "write"])),
  concurrency: z.strictObject({ group: z.string(), "cancel-in-progress": z.boolean().optional() }),
  jobs: z.record(
    z.string(),
    z.strictObject({
      "runs-on": z.literal("ubuntu-latest"),
      environment: z.string().optional(),
      env: texts,
      steps: z.array(step),
    }),
  ),
});

/** https://docs.github.com/en/actions/reference/workflows-and-actions/metadata-syntax */
export const action = z.strictObject({
  name: z.string(),
  description: z.string().max(125),
  branding: z.strictObject({ icon: z.string(), color: z.string() }),
  inputs: z.record(
    z.string().regex(/^[a-z][a-z-]*$/),
    z.strictObject({ description: z.string(), default: z.string(), required: z.boolean().optional() }),
  ),
  outputs: z.record(z.string(), z.strictObject({ description: z.string(), value: z.string() })),
  // A step of a composite action says its shell.
  runs: z.strictObject({
    using: z.literal("composite"),
    steps: z.array(step.refine(({ run, shell }) => run === undefined || shell !== undefined)),
  }),
});

export function readYaml<T>(path: string, shape: z.ZodType<T>): T {
  return shape.parse(parse(readFileSync(path, "utf8")));
}

export interface Machine {
  readonly workspace: string;
  readonly temporary: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly contexts: Contexts;
  /** Before a step runs. */
  readonly before?: (name: string) => Promise<void>;
}

/** What a step of others was given. */
export interface Used {
  readonly uses: string;
  readonly with: Readonly<Record<string, string>>;
}

/** One run of a job, step by step, as a runner does it: only actions of others are noted and not run. */
export class Job {
  readonly #machine: Machine;
  readonly used: Used[] = [];
  /** The texts of `run` that were run. */
  readonly ran: string[] = [];
  readonly skipped: string[] = [];
  log = "";
  summary = "";
  /** Of each step that failed. */
  readonly failures: { readonly name: string; readonly code: number }[] = [];

  constructor(machine: Machine) {
    this.#machine = machine;
  }

  get isFailed(): boolean {
    return this.failures.length > 0;
  }

  async #shell(text: string, folder: string, environment: Readonly<Record<string, string>>): Promise<number> {
    const { workspace, temporary } = this.#machine;
    const file = join(mkdtempSync(join(temporary, "step-")), "run.sh");
    writeFileSync(file, text);
    const cwd = join(workspace, folder);
    return new Promise((settle) => {
      const options = { cwd, env: environment, maxBuffer: 1 << 26, timeout: 170_000, killSignal: "SIGKILL" } as const;
      execFile("bash", ["--noprofile", "--norc", "-eo", "pipefail", file], options, (error, out, err) => {
        this.log += out + err;
        settle(error === null ? 0 : Number(error.code ?? 1));
      });
    });
  }

  async #run(one: Step, contexts: Contexts, environment: Readonly<Record<string, string>>) {
    const { temporary } = this.#machine;
    const files = mkdtempSync(join(temporary, "files-"));
    const output = join(files, "output");
    const summary = join(files, "summary");
    for (const file of [output, summary]) writeFileSync(file, "");
    const own = Object.entries(one.env ?? {}).map(([name, text]) => [name, fill(text, contexts)]);
    const all = { ...environment, ...Object.fromEntries(own), GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: summary };
    const text = one.run ?? "";
    this.ran.push(text);
    const code = await this.#shell(fill(text, contexts), fill(one["working-directory"] ?? ".", contexts), all);
    if (code !== 0) this.failures.push({ name: one.name ?? text, code });
    this.summary += readFileSync(summary, "utf8");
    const lines = readFileSync(output, "utf8").split("\n");
    return Object.fromEntries(lines.flatMap((line) => [...line.matchAll(/^(\w+)=(.*)$/g)].map(([, k, v]) => [k, v])));
  }

  async #compose(uses: string, given: Readonly<Record<string, string>>, environment: Machine["environment"]) {
    const { inputs, runs } = readYaml(join(this.#machine.workspace, uses, "action.yml"), action);
    const unknown = Object.keys(given).filter((name) => !(name in inputs));
    if (unknown.length > 0) throw new Error(`${uses} has no input ${unknown.join(", ")}`);
    const defaults = Object.entries(inputs).map(([name, one]) => [name, fill(one.default, this.#machine.contexts)]);
    await this.runSteps(runs.steps, { inputs: { ...Object.fromEntries(defaults), ...given } }, environment);
  }

  async runSteps(all: readonly Step[], more: Contexts, environment: Machine["environment"]): Promise<void> {
    const steps: Record<string, unknown> = {};
    const before = this.failures.length;
    for (const one of all) {
      const isFailed = this.failures.length > before || (before > 0 && more["inputs"] === undefined);
      const contexts = { ...this.#machine.contexts, ...more, steps, isFailed };
      const name = one.name ?? one.uses ?? one.run ?? "";
      if (!isRun(one.if, contexts)) {
        this.skipped.push(name);
        continue;
      }
      await this.#machine.before?.(name);
      const given = Object.fromEntries(
        Object.entries(one.with ?? {}).map(([key, text]) => [key, fill(text, contexts)]),
      );
      if (one.uses?.startsWith("./") === true) await this.#compose(one.uses, given, environment);
      else if (one.uses !== undefined) this.used.push({ uses: one.uses, with: given });
      else if (one.run !== "npm ci") steps[one.id ?? name] = { outputs: await this.#run(one, contexts, environment) };
      else this.skipped.push(name);
    }
  }
}

/** Runs the only job of a workflow. */
export async function runWorkflow(path: string, machine: Machine): Promise<Job> {
  const [only] = Object.values(readYaml(path, workflow).jobs);
  if (only === undefined) throw new Error(`${path} has no job`);
  const own = Object.entries(only.env).map(([name, text]) => [name, fill(text, machine.contexts)]);
  const job = new Job(machine);
  await job.runSteps(only.steps, {}, { ...machine.environment, ...Object.fromEntries(own) });
  return job;
}
