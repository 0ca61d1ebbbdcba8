import { execFile, execFileSync } from "node:child_process";
import { cp, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createQuietEnvironment } from "#terraform/plugin/testing/terraform-binary.ts";
import { findPackage } from "#constructs/delivery/package-folder.ts";
import { type Mock, startMock } from "#testing/mock.ts";
import { root } from "../laws/repository.ts";

// A project as `cdktf init --template=typescript` makes it: its tsconfig, its jest.config and its setup are the
// template's own, unchanged. The package is the packed one.
const template = join(root, "node_modules", "cdktf-cli", "bundle", "templates", "typescript");
const unchanged = ["tsconfig.json", "jest.config.js", "setup.js", "cdktf.json"];
const cdktf = join(root, "node_modules", ".bin", "cdktf");
const isLinux = process.platform === "linux" && process.arch === "x64";

let folder: string;
/** Where Node 22 and 24 are. They get no links to their binaries: npx would put those before the PATH. */
let nodes: string;
let mock: Mock;

interface Place {
  readonly cwd: string;
  /** The path of the Node that everything started there finds first. */
  readonly node: string;
}

async function runAt({ cwd, node }: Place, program: string, ...args: readonly string[]): Promise<string> {
  const { url = "", token = "" } = mock.vendors["signoz"] ?? {};
  const env = {
    ...createQuietEnvironment(process.env),
    CI: "1",
    PATH: [dirname(node), process.env["PATH"]].join(delimiter),
    SIGNOZ_ENDPOINT: url,
    SIGNOZ_ACCESS_TOKEN: token,
  };
  return new Promise((resolve, reject) => {
    execFile(program, args, { cwd, env, maxBuffer: 1 << 26, timeout: 170_000 }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout + stderr);
      else reject(new Error(`${program} ${args.join(" ")}\n${stdout}${stderr}`));
    });
  });
}

async function run(node: string, program: string, ...args: readonly string[]): Promise<string> {
  return runAt({ cwd: folder, node }, program, ...args);
}

const bin = (name: string): string => join(folder, "node_modules", ".bin", name);

async function install(): Promise<void> {
  const npm = (cwd: string, ...args: readonly string[]) =>
    execFileSync("npm", [...args, "--no-audit", "--no-fund"], { cwd, stdio: "pipe" });
  npm(root, "pack", "--silent", "--pack-destination", folder);
  npm(folder, "ci");
  npm(folder, "install", "--no-save", `./latchkey-${findPackage(root).version}.tgz`);
  if (!isLinux) return;
  await cp(join(root, "test", "consumer", "nodes"), nodes, { recursive: true });
  npm(nodes, "ci", "--no-bin-links");
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "latchkey-consumer-"));
  nodes = await mkdtemp(join(tmpdir(), "latchkey-nodes-"));
  await cp(join(root, "test", "consumer", "cdktf-template"), folder, { recursive: true });
  for (const file of unchanged) await cp(join(template, file), join(folder, file));
  const settings = await readFile(join(folder, "cdktf.json"), "utf8");
  const filled = settings.replace("{{projectId}}", "consumer").replace("{{sendCrashReports}}", "false");
  await writeFile(join(folder, "cdktf.json"), filled.replace("{{futureFlags}}", ""));
  mock = await startMock();
  await install();
});

afterAll(async () => {
  await mock.stop();
  for (const path of [folder, nodes]) await rm(path, { recursive: true, force: true });
});

const nodeOf = (version: string): string => join(nodes, "node_modules", `node-${version}`, "bin", "node");

async function testWithJest(node: string): Promise<void> {
  const output = await run(node, bin("jest"), "--ci");
  expect(output).toContain("✓ is valid and can be planned");
  expect(output).toMatch(/Tests: +2 passed, 2 total/);
}

async function deployAndDestroy(node: string): Promise<void> {
  const deployed = await run(node, cdktf, "deploy", "--auto-approve");
  expect(deployed).toContain("Apply complete! Resources: 4 added");
  expect(deployed).toContain("secret = <sensitive>");
  expect(await readdir(folder)).toContain("terraform.consumer.tfstate");
  expect(await run(node, cdktf, "destroy", "--auto-approve")).toContain("Resources: 4 destroyed");
}

describe("a project of the cdktf template", () => {
  it("compiles with the template's tsconfig", async () => {
    expect(await run(process.execPath, bin("tsc"), "--noEmit")).toBe("");
  });

  it("runs its jest tests on this Node: what is synthesized is valid, and Terraform plans it", async () => {
    await testWithJest(process.execPath);
  });

  it("is deployed and destroyed by cdktf on this Node", () => deployAndDestroy(process.execPath));

  it.runIf(isLinux)("runs its jest tests on Node 22", () => testWithJest(nodeOf("22")));

  it.runIf(isLinux)("is deployed and destroyed by cdktf on Node 22", () => deployAndDestroy(nodeOf("22")));

  it.runIf(isLinux)("runs its jest tests on Node 24", () => testWithJest(nodeOf("24")));

  // The cdktf of this checkout has another library for terminals than cdktf-cli 0.21 asks for, which ends on Node 24.
  it.runIf(isLinux)("is deployed and destroyed by cdktf on Node 24", () => deployAndDestroy(nodeOf("24")));
});
