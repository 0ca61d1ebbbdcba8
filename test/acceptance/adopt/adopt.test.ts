import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { root } from "../../laws/repository.ts";
import { withoutBackend } from "../../support/example-app.ts";
import { openVendorBench, type VendorBench } from "../support/access.ts";
import { loadAccounts } from "./filled-account.ts";
import { runCommand } from "#cli/testing/run-command.ts";

const accounts = await loadAccounts();
const exec = promisify(execFile);

/** A project whose `latchkey` is the built package. */
let project: string;

beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), "latchkey-adopt-"));
  await mkdir(join(project, "node_modules"));
  await writeFile(join(project, "package.json"), '{ "type": "module" }');
  const modules = { latchkey: root, cdktf: "cdktf", constructs: "constructs" };
  for (const [name, at] of Object.entries(modules))
    await symlink(name === "latchkey" ? at : join(root, "node_modules", at), join(project, "node_modules", name));
});

afterAll(() => rm(project, { recursive: true, force: true }));

const stack = z.looseObject({ terraform: z.unknown(), provider: z.unknown() });

/** Runs adopted code as an app, with the built package. Returns what it writes for Terraform. */
async function synthesize(vendor: string, code: string): Promise<string> {
  const name = z.string().parse(/export class (\w+)/.exec(code)?.[1]);
  const app = `import { App } from "cdktf";\nimport { ${name} } from "./${vendor}.ts";\nconst app = new App();\nnew ${name}(app, "adopted");\napp.synth();\n`;
  await writeFile(join(project, `${vendor}.ts`), code);
  await writeFile(join(project, `${vendor}-app.ts`), app);
  const folder = join(project, `${vendor}-out`);
  const env = { ...process.env, CDKTF_OUTDIR: folder };
  const options = ["--import", import.meta.resolve("tsx"), join(project, `${vendor}-app.ts`)];
  await exec(process.execPath, options, { cwd: project, env });
  return withoutBackend(await readFile(join(folder, "stacks", "adopted", "cdk.tf.json"), "utf8"));
}

/** Compiles adopted code with the sources of the package, as strictly as can be. */
async function compile(files: readonly string[]): Promise<string> {
  const at = (path: string) => [join(root, path)];
  const compilerOptions = {
    paths: {
      latchkey: at("constructs/index.ts"),
      "latchkey/l1": at("constructs/l1.ts"),
      cdktf: at("node_modules/cdktf"),
      constructs: at("node_modules/constructs"),
    },
    typeRoots: at("node_modules/@types"),
    noUnusedLocals: true,
  };
  const settings = { extends: join(root, "tsconfig.json"), compilerOptions, files };
  await writeFile(join(project, "tsconfig.json"), JSON.stringify(settings));
  const tsc = join(root, "node_modules", ".bin", "tsc");
  return exec(tsc, ["-p", project]).then(
    ({ stdout }) => stdout,
    (error: { readonly stdout: string }) => error.stdout,
  );
}

describe.each(accounts)("an account of $vendor that was made by hand", ({ vendor, fill, leftOut, says }) => {
  let bench: VendorBench;
  let snapshot: string;

  const environment = () => ({ ACCESS_TOKEN: bench.token, ACCESS_VENDOR: vendor, ACCESS_ENDPOINT: bench.url });
  const adopt = (...words: readonly string[]) => runCommand(["adopt", ...words], { environment: environment() });

  async function expectImportsOnly(): Promise<number> {
    await bench.mock.forgetRequests();
    await bench.workspace.must("plan", "-no-color", "-input=false", "-out=adopt.plan");
    const shown = JSON.parse(await bench.workspace.must("show", "-json", "adopt.plan")) as {
      readonly resource_changes?: readonly {
        readonly address: string;
        readonly mode: string;
        readonly change: { readonly actions: readonly string[]; readonly importing?: object };
      }[];
    };
    const changes = (shown.resource_changes ?? []).filter(({ mode }) => mode === "managed");
    const others = changes.filter(({ change }) => change.actions.join() !== "no-op" || change.importing === undefined);
    expect(others).toEqual([]);
    return changes.length;
  }

  async function expectSettled(): Promise<void> {
    await bench.workspace.must("apply", "-no-color", "-input=false", "adopt.plan");
    expect(await bench.workspace.plan()).toEqual({});
    const writes = (await bench.mock.requests()).filter(({ method }) => method !== "GET");
    expect(writes).toEqual([]);
    const state = join(bench.workspace.folder, "state.json");
    await writeFile(state, await bench.workspace.must("show", "-json"));
    const again = await adopt("--state", state);
    expect(again).toMatchObject({ code: 0, out: "" });
    expect(again.err).toContain("Nothing is left to adopt");
  }

  beforeAll(async () => {
    bench = await openVendorBench(vendor);
    await fill(bench);
    snapshot = join(bench.workspace.folder, "snapshot.json");
    const { code } = await runCommand(["snapshot", "--output", snapshot], { environment: environment() });
    expect(code).toBe(0);
  });

  afterAll(() => bench.close());

  beforeEach(async () => {
    for (const name of ["stack.tf.json", "terraform.tfstate"]) await bench.workspace.remove(name);
    await bench.workspace.write("");
  });

  it("is read alone, and gives the same code each time, from a snapshot too", async () => {
    await bench.mock.forgetRequests();
    for (const format of ["typescript", "hcl"]) {
      const first = await adopt("--format", format);
      expect(first.code).toBe(0);
      expect(await adopt("--format", format)).toEqual(first);
      const { out } = await adoptFrom(format);
      expect(out).toBe(first.out);
      expect(first.out).not.toContain(bench.token);
      expect(first.out).not.toMatch(/[\u202E\u2028]|##\[/u);
    }
    expect(new Set((await bench.mock.requests()).map(({ method }) => method))).toEqual(new Set(["GET"]));
  });

  const adoptFrom = (format: string) =>
    runCommand(["adopt", "--from", snapshot, "--format", format], { environment: {} });

  it("names what code cannot manage, on standard error and in the code", async () => {
    const { out, err } = await adopt();
    const listed = err.split("Not adopted:\n")[1]?.split("Not looked at:\n")[0]?.trimEnd().split("\n") ?? [];
    expect(listed.map((line) => leftOut.findIndex((one) => one.test(line.trim())))).toEqual(leftOut.map((_, at) => at));
    for (const line of listed) expect(out).toContain(line.trim().slice(0, 40));
    for (const text of says) expect(out).toContain(text);
  });

  it("becomes constructs whose plan imports alone", async () => {
    const { out } = await adopt();
    const { provider, ...rest } = stack.parse(JSON.parse(await synthesize(vendor, out)));
    expect(JSON.stringify(provider)).toContain(bench.url);
    const terraform = { required_providers: { access: { source: "latchkey/access" } } };
    await bench.workspace.writeText("stack.tf.json", JSON.stringify({ ...rest, provider, terraform }));
    expect(await expectImportsOnly()).toBeGreaterThan(5);
    await expectSettled();
  });

  it("becomes HCL in Terraform's own format, whose plan imports alone", async () => {
    const { out } = await adopt("--format", "hcl");
    await bench.workspace.write(out);
    expect(await bench.workspace.must("fmt", "-check", "-diff", "main.tf")).toBe("");
    expect(out).toContain(`vendor   = "${vendor}"`);
    expect(await expectImportsOnly()).toBeGreaterThan(5);
    await expectSettled();
  });
});

it("is TypeScript that compiles strictly, at every vendor", async () => {
  const files = accounts.map(({ vendor }) => `${vendor}.ts`);
  for (const file of files) expect(await readFile(join(project, file), "utf8")).toContain("extends TerraformStack");
  expect(await compile(files)).toBe("");
});
