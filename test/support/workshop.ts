import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { createQuietEnvironment } from "#terraform/plugin/testing/terraform-binary.ts";
import { type Mock, startMock } from "#testing/mock.ts";
import { root } from "../laws/repository.ts";
import { type Consumer, consumersFolder, type TriedNode } from "./consumers.ts";

const own = join(root, "node_modules");

/** A consumer in a fresh folder, with all that it asks for and the packed package. */
export interface InstalledConsumer {
  readonly folder: string;
  /** Runs a program. @throws if it fails, with what it printed */
  run(node: TriedNode, program: string, ...args: readonly string[]): Promise<string>;
  /** Runs a script of the project. @throws if it fails, with what it printed */
  runScript(node: TriedNode, name: string): Promise<string>;
  /** Runs the CLI of the project's library. @throws if it fails, with what it printed */
  runCli(node: TriedNode, ...args: readonly string[]): Promise<string>;
}

/** What all consumers of a test share: the packed package, a mock, and other versions of Node. */
export interface Workshop {
  readonly mock: Mock;
  install(consumer: Consumer): Promise<InstalledConsumer>;
  /** Installs the packed package in a project. */
  addPackage(project: string): Promise<void>;
  remove(): Promise<void>;
}

interface Command {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly program: string;
  readonly args: readonly string[];
}

function execute({ cwd, env, program, args }: Command): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(program, args, { cwd, env, maxBuffer: 1 << 26, timeout: 170_000 }, (error, stdout, stderr) => {
      const output = stripVTControlCharacters(stdout + stderr);
      if (error === null) resolve(output);
      else reject(new Error(`${program} ${args.join(" ")}\n${output}`));
    });
  });
}

async function npm(cwd: string, ...args: readonly string[]): Promise<void> {
  await execute({ cwd, env: process.env, program: "npm", args: [...args, "--no-audit", "--no-fund"] });
}

/** What `cdktf init --template=typescript` writes, unchanged, for a project that has no cdktf.json of its own. */
async function addTemplate(folder: string): Promise<void> {
  const template = join(own, "cdktf-cli", "bundle", "templates", "typescript");
  for (const file of ["tsconfig.json", "jest.config.js", "setup.js"]) {
    await cp(join(template, file), join(folder, file));
  }
  const settings = await readFile(join(template, "cdktf.json"), "utf8");
  const filled = settings.replace("{{projectId}}", "consumer").replace("{{sendCrashReports}}", "false");
  await writeFile(join(folder, "cdktf.json"), filled.replace("{{futureFlags}}", ""));
}

function openConsumer(shop: { readonly nodes: string; readonly mock: Mock }, consumer: Consumer, folder: string) {
  const { url = "", token = "" } = shop.mock.vendors["signoz"] ?? {};
  const run = (node: TriedNode, program: string, ...args: readonly string[]): Promise<string> => {
    const { packageName } = node;
    const binary = packageName === null ? process.execPath : join(shop.nodes, packageName, "bin", "node");
    const path = [dirname(binary), process.env["PATH"]].join(delimiter);
    const access = { SIGNOZ_ENDPOINT: url, SIGNOZ_ACCESS_TOKEN: token };
    const env = { ...createQuietEnvironment(process.env), CI: "1", PATH: path, ...access };
    return execute({ cwd: folder, env, program, args });
  };
  // The cdktf of this checkout has the library for terminals that docs/install.md names: cdktf-cli 0.21 ends on Node 24 without.
  const modules = consumer.engine === "cdktf" ? own : join(folder, "node_modules");
  const installed: InstalledConsumer = {
    folder,
    run,
    runScript: (node, name) => run(node, "npm", "run", "-s", name),
    runCli: (node, ...args) => run(node, join(modules, ".bin", consumer.engine), ...args),
  };
  return installed;
}

/** Packs the package, and starts what consumers are tried with. */
export async function openWorkshop(): Promise<Workshop> {
  const folder = await mkdtemp(join(tmpdir(), "latchkey-consumers-"));
  await npm(root, "pack", "--silent", "--pack-destination", folder);
  const archive = join(folder, (await readdir(folder)).find((name) => name.endsWith(".tgz")) ?? "");
  await cp(join(consumersFolder, "nodes"), join(folder, "nodes"), { recursive: true });
  // Without links to the binaries: npx would put those before the PATH.
  await npm(join(folder, "nodes"), "ci", "--no-bin-links");
  const mock = await startMock();
  const addPackage = (project: string): Promise<void> => npm(project, "install", "--no-save", archive);
  return {
    mock,
    addPackage,
    async install(consumer) {
      const project = join(folder, consumer.name);
      await cp(join(consumersFolder, consumer.name), project, { recursive: true });
      if (!(await readdir(project)).includes("cdktf.json")) await addTemplate(project);
      await addPackage(project);
      return openConsumer({ nodes: join(folder, "nodes", "node_modules"), mock }, consumer, project);
    },
    async remove() {
      await mock.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
