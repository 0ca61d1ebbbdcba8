import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { findTerraform, quiet } from "../../../cli/terraform-binary.ts";

const resource = z.object({
  address: z.string(),
  values: z.record(z.string(), z.unknown()),
});

const shown = z.object({
  values: z
    .object({
      outputs: z.record(z.string(), z.object({ value: z.unknown() })).default({}),
      root_module: z.object({ resources: z.array(resource).default([]) }),
    })
    .optional(),
});

const plan = z.object({
  resource_changes: z
    .array(
      z.object({
        address: z.string(),
        change: z.object({
          actions: z.array(z.string()),
          before: z.unknown(),
          after: z.unknown(),
          after_unknown: z.unknown(),
        }),
      }),
    )
    .default([]),
});

export interface Ran {
  readonly code: number;
  readonly output: string;
}

/** A resource's attributes as state has them, Terraform's names. */
export type Values = Readonly<Record<string, unknown>>;

export interface Change {
  readonly address: string;
  readonly actions: readonly string[];
  readonly before: Values;
  readonly after: Values;
  readonly unknown: Values;
}

/** What a plan would do: address → actions, such as `update` or `delete, create`. Empty where it does nothing. */
export type Actions = Readonly<Record<string, string>>;

/** A folder in which the real Terraform runs, against a provider in this process or one from a mirror. */
export class Workspace {
  readonly folder: string;
  readonly #terraform: string;
  readonly #env: NodeJS.ProcessEnv;

  private constructor(folder: string, terraform: string, env: NodeJS.ProcessEnv) {
    this.folder = folder;
    this.#terraform = terraform;
    this.#env = env;
  }

  /** @throws where there is no Terraform: an acceptance test that ran nothing has failed. */
  static async open(environment: Readonly<Record<string, string>>): Promise<Workspace> {
    const binary = findTerraform(process.env);
    if (typeof binary === "string") throw new Error(binary);
    const folder = await mkdtemp(join(tmpdir(), "latchkey-acceptance-"));
    await mkdir(join(folder, "home"));
    return new Workspace(folder, binary.path, { ...quiet(process.env), HOME: join(folder, "home"), ...environment });
  }

  async run(...args: readonly string[]): Promise<Ran> {
    return new Promise((resolve) => {
      const options = { cwd: this.folder, env: this.#env, maxBuffer: 1 << 28 };
      execFile(this.#terraform, [...args], options, (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === "number" ? error.code : 1;
        resolve({ code, output: stdout + stderr });
      });
    });
  }

  /** Runs a command that has to succeed. */
  async must(...args: readonly string[]): Promise<string> {
    const { code, output } = await this.run(...args);
    if (code !== 0) throw new Error(`terraform ${args.join(" ")} ended with ${code}\n${output}`);
    return output;
  }

  /** Runs a command that has to fail, and gives what it printed, its lines unwrapped. */
  async mustFail(...args: readonly string[]): Promise<string> {
    const { code, output } = await this.run(...args);
    if (code === 0) throw new Error(`terraform ${args.join(" ")} succeeded\n${output}`);
    return output.replace(/^[│╷╵]\s?/gm, "").replace(/(?<!\n)\n(?!\n)/g, " ");
  }

  async write(configuration: string): Promise<void> {
    await writeFile(join(this.folder, "main.tf"), configuration);
  }

  async changes(...args: readonly string[]): Promise<readonly Change[]> {
    await this.must("plan", "-no-color", "-input=false", "-out=test.plan", ...args);
    const parsed = plan.parse(JSON.parse(await this.must("show", "-json", "test.plan")));
    return parsed.resource_changes.map(({ address, change }) => ({
      address,
      actions: change.actions,
      before: record(change.before),
      after: record(change.after),
      unknown: record(change.after_unknown),
    }));
  }

  async plan(...args: readonly string[]): Promise<Actions> {
    const changes = (await this.changes(...args)).filter(({ actions }) => !/^(no-op|read)$/.test(actions.join()));
    return Object.fromEntries(changes.map(({ address, actions }) => [address, actions.join(", ")]));
  }

  /** One step: plan, apply, show, an empty plan without refresh, an empty plan with refresh. */
  async apply(
    configuration: string,
  ): Promise<{ readonly did: Actions; readonly state: Readonly<Record<string, Values>> }> {
    await this.write(configuration);
    const did = await this.plan();
    await this.must("apply", "-no-color", "-input=false", "test.plan");
    const state = await this.state();
    for (const refresh of ["-refresh=false", "-refresh=true"]) {
      const again = await this.plan(refresh);
      if (Object.keys(again).length > 0)
        throw new Error(`the plan with ${refresh} is not empty: ${JSON.stringify(again)}`);
    }
    return { did, state };
  }

  async state(): Promise<Readonly<Record<string, Values>>> {
    const parsed = shown.parse(JSON.parse(await this.must("show", "-json")));
    const resources = parsed.values?.root_module.resources ?? [];
    return Object.fromEntries(resources.map(({ address, values }) => [address, values]));
  }

  async outputs(): Promise<Values> {
    const parsed = shown.parse(JSON.parse(await this.must("show", "-json")));
    return Object.fromEntries(Object.entries(parsed.values?.outputs ?? {}).map(([name, { value }]) => [name, value]));
  }

  async writeText(name: string, text: string): Promise<void> {
    await writeFile(join(this.folder, name), text);
  }

  async destroy(): Promise<void> {
    await this.must("destroy", "-no-color", "-auto-approve");
  }

  async close(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}

function record(value: unknown): Values {
  return typeof value === "object" && value !== null ? (value as Values) : {};
}
