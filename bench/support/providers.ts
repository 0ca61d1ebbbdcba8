import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findTerraform, createQuietEnvironment } from "#terraform/plugin/testing/terraform-binary.ts";
import { findBundledProvider } from "#constructs/delivery/bundled-provider.ts";
import { placeProvider } from "#constructs/delivery/provider-mirror.ts";

/** A folder in which the real Terraform runs with the bundled provider beside it. */
export class TerraformFolder {
  readonly #folder: string;
  readonly #terraform: string;
  readonly #env: NodeJS.ProcessEnv;

  private constructor(folder: string, terraform: string, env: NodeJS.ProcessEnv) {
    this.#folder = folder;
    this.#terraform = terraform;
    this.#env = env;
  }

  static async open(configuration: string, environment: Readonly<Record<string, string>>): Promise<TerraformFolder> {
    const binary = findTerraform(process.env);
    if (typeof binary === "string") throw new Error(binary);
    const folder = await mkdtemp(join(tmpdir(), "latchkey-bench-"));
    await mkdir(join(folder, "home"));
    await writeFile(join(folder, "main.tf"), configuration);
    placeProvider({ stackFolder: folder, package: findBundledProvider(import.meta.dirname) });
    const opened = new TerraformFolder(folder, binary.path, {
      ...createQuietEnvironment(process.env),
      HOME: join(folder, "home"),
      ...environment,
    });
    await opened.run("init");
    return opened;
  }

  async run(command: string, ...args: readonly string[]): Promise<void> {
    const options = { cwd: this.#folder, env: this.#env, maxBuffer: 1 << 28 };
    await new Promise<void>((resolve, reject) => {
      execFile(this.#terraform, [command, "-no-color", ...args], options, (error, stdout, stderr) => {
        if (error === null) resolve();
        else reject(new Error(`terraform ${command} failed\n${stdout}${stderr}`));
      });
    });
  }

  async readText(name: string): Promise<string> {
    return readFile(join(this.#folder, name), "utf8");
  }

  async writeText(name: string, text: string): Promise<void> {
    await writeFile(join(this.#folder, name), text);
  }

  async forgetState(): Promise<void> {
    await rm(join(this.#folder, "terraform.tfstate"), { force: true });
  }

  async close(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }
}
