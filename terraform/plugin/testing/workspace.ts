import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Actions, actionsOf, type Checks, runChecks } from "./checks.ts";
import { type Change, parsePlan, parseState, type State, type Values } from "./terraform-json.ts";
import { findTerraform, createQuietEnvironment } from "./terraform-binary.ts";

export interface Ran {
  readonly code: number;
  readonly output: string;
}

/** A plan that was applied, and the state that came of it, both as `terraform show -json` has them. */
export interface AppliedPlan {
  readonly plan: string;
  readonly state: string;
}

let observe: (applied: AppliedPlan) => void = () => {};

/** Has each applied plan checked that a test shows before it and the state after it: that costs no run of Terraform. */
export function observeAppliedPlans(observer: (applied: AppliedPlan) => void): void {
  observe = observer;
}

/** What changes a state, or could. */
const writers: ReadonlySet<string> = new Set(["apply", "destroy", "refresh", "import", "state", "taint", "untaint"]);

/** Follows the commands of one workspace, from a plan that is shown to the state that is shown after it is applied. */
class PlanWatch {
  readonly #shown = new Map<string, string>();
  #applied: string | undefined;

  #readShown(file: string | undefined, output: string): void {
    if (file?.endsWith(".plan") === true) this.#shown.set(file, output);
    if (file !== undefined || this.#applied === undefined) return;
    observe({ plan: this.#applied, state: output });
    this.#applied = undefined;
  }

  follow(args: readonly string[], { code, output }: Ran): void {
    const [command = "", ...others] = args;
    const last = others.at(-1) ?? "";
    if (command === "show" && others[0] === "-json") {
      if (code === 0) this.#readShown(others[1], output);
    } else if (command === "plan") {
      for (const one of others) if (one.startsWith("-out")) this.#shown.delete(one.replace(/^-out=?/, "") || last);
    } else if (writers.has(command)) {
      this.#applied = command === "apply" && code === 0 ? this.#shown.get(last) : undefined;
    }
  }
}

/** A folder in which the real Terraform runs, against a provider in this process or one from a mirror. */
export class Workspace {
  readonly folder: string;
  readonly #terraform: string;
  readonly #env: NodeJS.ProcessEnv;
  readonly #watch = new PlanWatch();

  private constructor(folder: string, terraform: string, env: NodeJS.ProcessEnv) {
    this.folder = folder;
    this.#terraform = terraform;
    this.#env = env;
  }

  /** @throws if there is no Terraform: an acceptance test that runs nothing must fail. */
  static async open(environment: Readonly<Record<string, string>>): Promise<Workspace> {
    const binary = findTerraform(process.env);
    if (typeof binary === "string") throw new Error(binary);
    const folder = await mkdtemp(join(tmpdir(), "terraform-test-"));
    await mkdir(join(folder, "home"));
    return new Workspace(folder, binary.path, {
      ...createQuietEnvironment(process.env),
      HOME: join(folder, "home"),
      ...environment,
    });
  }

  async run(...args: readonly string[]): Promise<Ran> {
    const ran = await new Promise<Ran>((resolve) => {
      const options = { cwd: this.folder, env: this.#env, maxBuffer: 1 << 28 };
      execFile(this.#terraform, [...args], options, (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === "number" ? error.code : 1;
        resolve({ code, output: stdout + stderr });
      });
    });
    this.#watch.follow(args, ran);
    return ran;
  }

  /** Runs a command. @throws if it fails. */
  async must(...args: readonly string[]): Promise<string> {
    const { code, output } = await this.run(...args);
    if (code !== 0) throw new Error(`terraform ${args.join(" ")} ended with ${code}\n${output}`);
    return output;
  }

  /** Runs commands for a shell in a folder of their own below, and answers every question with yes. */
  async runScript(folder: string, script: string): Promise<Ran> {
    const path = `${dirname(this.#terraform)}:${process.env["PATH"] ?? ""}`;
    const env = { ...this.#env, PATH: path, TF_INPUT: "1" };
    return new Promise<Ran>((resolve) => {
      const options = { cwd: join(this.folder, folder), env, maxBuffer: 1 << 28 };
      execFile("bash", ["-c", `yes yes | bash -ec "$0"`, script], options, (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : Number(error.code ?? 1), output: stdout + stderr });
      });
    });
  }

  /** Runs a command that must fail, and returns its output with lines unwrapped. */
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
    return parsePlan(await this.must("show", "-json", "test.plan"));
  }

  async plan(...args: readonly string[]): Promise<Actions> {
    return actionsOf(await this.changes(...args));
  }

  /**
   * One step: plan, apply, show, an empty plan without refresh, an empty plan with refresh.
   * @throws if a plan is not empty or a check finds something.
   */
  async apply(
    configuration: string,
    { plan = [], state = [] }: Checks = {},
  ): Promise<{ readonly did: Actions; readonly state: Readonly<Record<string, Values>> }> {
    await this.write(configuration);
    const changes = await this.changes();
    runChecks(plan, changes);
    await this.must("apply", "-no-color", "-input=false", "test.plan");
    const shown = await this.show();
    runChecks(state, shown);
    for (const refresh of ["-refresh=false", "-refresh=true"]) {
      const again = await this.plan(refresh);
      if (Object.keys(again).length > 0)
        throw new Error(`the plan with ${refresh} is not empty: ${JSON.stringify(again)}`);
    }
    return { did: actionsOf(changes), state: valuesOf(shown) };
  }

  /** @param file a state file of the folder. @default the current state */
  async show(file?: string): Promise<State> {
    return parseState(await this.must("show", "-json", ...(file === undefined ? [] : [file])));
  }

  async state(): Promise<Readonly<Record<string, Values>>> {
    return valuesOf(await this.show());
  }

  async outputs(): Promise<Values> {
    return (await this.show()).outputs;
  }

  async writeText(name: string, text: string): Promise<void> {
    await writeFile(join(this.folder, name), text);
  }

  /** Deletes a file of the folder, if it exists. */
  async remove(name: string): Promise<void> {
    await rm(join(this.folder, name), { force: true });
  }

  async destroy(): Promise<void> {
    await this.must("destroy", "-no-color", "-auto-approve");
  }

  async close(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}

function valuesOf({ resources }: State): Readonly<Record<string, Values>> {
  return Object.fromEntries(Object.entries(resources).map(([address, { values }]) => [address, values]));
}
