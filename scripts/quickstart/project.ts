import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { createQuietEnvironment, type TerraformBinary } from "#terraform/plugin/testing/terraform-binary.ts";
import { Children, type Finished } from "./child.ts";

const root = join(import.meta.dirname, "..", "..");
const example = join(root, "examples", "self-service-keys", "main.ts");
const stack = "self-service-keys";

const change = z.object({ address: z.string(), change: z.object({ actions: z.array(z.string()) }) });
const planned = z.object({ resource_changes: z.array(change).default([]) });
const outputs = z.record(z.string(), z.object({ value: z.unknown() }));

export interface PlannedChange {
  readonly address: string;
  readonly actions: readonly string[];
}

/** A folder of its own with a cdktf.json for the example, so that nothing is left in the checkout or in HOME. */
export class Project {
  readonly #folder: string;
  readonly #terraform: TerraformBinary;
  readonly #env: NodeJS.ProcessEnv;
  readonly children = new Children();

  private constructor(folder: string, terraform: TerraformBinary, env: NodeJS.ProcessEnv) {
    this.#folder = folder;
    this.#terraform = terraform;
    this.#env = env;
  }

  static async create(terraform: TerraformBinary, vendor: NodeJS.ProcessEnv): Promise<Project> {
    const folder = await mkdtemp(join(tmpdir(), "latchkey-quickstart-"));
    const app = [process.execPath, "--import", import.meta.resolve("tsx"), example];
    const settings = {
      language: "typescript",
      app: app.map((word) => JSON.stringify(word)).join(" "),
      sendCrashReports: "false",
    };
    await mkdir(join(folder, "cache"));
    await writeFile(join(folder, "cdktf.json"), JSON.stringify(settings));
    // An empty CLI configuration: the user's own may hide the provider that lies beside the stack.
    await writeFile(join(folder, "terraform.rc"), "");
    return new Project(folder, terraform, {
      ...createQuietEnvironment(process.env),
      ...vendor,
      CI: "1",
      CDKTF_HOME: join(folder, "home"),
      CDKTF_DISABLE_PLUGIN_CACHE_ENV: "1",
      DISABLE_VERSION_CHECK: "1",
      TERRAFORM_BINARY_NAME: terraform.path,
      TF_CLI_CONFIG_FILE: join(folder, "terraform.rc"),
      TSX_TSCONFIG_PATH: join(root, "tsconfig.json"),
    });
  }

  async #cdktf(...args: readonly string[]): Promise<Finished> {
    const cli = fileURLToPath(import.meta.resolve("cdktf-cli/bundle/bin/cdktf.js"));
    return this.children.run([process.execPath, cli, ...args], { cwd: this.#folder, env: this.#env });
  }

  async #terraformIn(args: readonly [string, ...string[]], accept: readonly number[] = [0]): Promise<Finished> {
    const cwd = join(this.#folder, "cdktf.out", "stacks", stack);
    return this.children.run([this.#terraform.path, ...args], { cwd, env: this.#env, accept });
  }

  async deploy(): Promise<void> {
    await this.#cdktf("deploy", "--auto-approve", stack);
  }

  async destroy(): Promise<void> {
    await this.#cdktf("destroy", "--auto-approve", stack);
  }

  /** What a plan would change now; nothing where it is empty. */
  async plan(): Promise<readonly PlannedChange[]> {
    await this.#terraformIn(["plan", "-no-color", "-detailed-exitcode", "-out=quickstart.plan"], [0, 2]);
    const { stdout } = await this.#terraformIn(["show", "-json", "quickstart.plan"]);
    const { resource_changes: changes } = planned.parse(JSON.parse(stdout));
    return changes
      .map(({ address, change: { actions } }) => ({ address, actions }))
      .filter(({ actions }) => !actions.every((action) => action === "no-op" || action === "read"));
  }

  /** The stack's outputs, the secret among them in clear. */
  async outputs(): Promise<Readonly<Record<string, unknown>>> {
    const { stdout } = await this.#terraformIn(["output", "-json"]);
    const parsed = outputs.parse(JSON.parse(stdout));
    return Object.fromEntries(Object.entries(parsed).map(([name, { value }]) => [name, value]));
  }

  async remove(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }
}
