import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { existsSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { root } from "../laws/repository.ts";
import { snippets } from "../support/snippets.ts";

// The examples as users have them, in a folder with the built package. For CDK Terrain, their imports are changed as
// docs/cdktn.md says, and nothing else.
let folder: string;

const stackFile = z.looseObject({ "//": z.looseObject({ metadata: z.looseObject({ version: z.string() }) }) });

const withMain = (path: string): boolean => existsSync(join(root, "examples", path, "main.ts"));
const examples = readdirSync(join(root, "examples")).filter(withMain);
const starters = readdirSync(join(root, "examples", "starters")).map((name) => join("starters", name));

/** As `latchkey init` writes it beside a starter. */
const starterMain = `import { App } from "cdktf";
import { AccessStack } from "./stack.ts";
const app = new App();
new AccessStack(app, "access");
app.synth();
`;

function toFork(code: string): string {
  return code.replaceAll(/(from )"cdktf"/g, '$1"cdktn"').replaceAll(/(from )"latchkey(?=[/"])/g, '$1"latchkey/cdktn');
}

type Engine = "cdktf" | "cdktn";

interface Synthesized {
  readonly version: string;
  /** By file: `STACK/cdk.tf.json`, `STACK/latchkey.json`. */
  readonly files: Readonly<Record<string, unknown>>;
}

function withoutVersion(stack: z.output<typeof stackFile>): unknown {
  return { ...stack, "//": { ...stack["//"], metadata: { ...stack["//"].metadata, version: "" } } };
}

async function readStacks(outdir: string): Promise<Synthesized> {
  const stacks = await readdir(join(outdir, "stacks"));
  const versions = new Set<string>();
  const files: Record<string, unknown> = {};
  for (const name of stacks) {
    const read = async (file: string): Promise<unknown> =>
      JSON.parse(await readFile(join(outdir, "stacks", name, file), "utf8"));
    const stack = stackFile.parse(await read("cdk.tf.json"));
    versions.add(stack["//"].metadata.version);
    files[`${name}/cdk.tf.json`] = withoutVersion(stack);
    files[`${name}/latchkey.json`] = await read("latchkey.json");
  }
  return { version: [...versions].join(), files };
}

/** As npm does for the override `"cdktf": "npm:cdktn@0.24.0"`, which a library needs that was made for CDKTF. */
async function linkCdktf(engine: Engine): Promise<void> {
  const link = join(folder, "node_modules", "cdktf");
  await rm(link, { force: true });
  await symlink(join(root, "node_modules", engine), link);
}

/** Both engines run in one folder, one after the other: the paths of the code and of the state are the same. */
async function synthesize(project: string, engine: Engine): Promise<Synthesized> {
  await linkCdktf(engine);
  const outdir = join(folder, "out", engine, project);
  await mkdir(outdir, { recursive: true });
  const main = join(project, "main.ts");
  const env = { ...process.env, CDKTF_OUTDIR: outdir, KEY_EXPIRES_AT: "2031-05-01T00:00:00Z" };
  await promisify(execFile)(process.execPath, ["--import", import.meta.resolve("tsx"), main], { cwd: folder, env });
  return readStacks(outdir);
}

async function rewriteProject(project: string): Promise<void> {
  const files = await readdir(join(folder, project), { recursive: true });
  for (const name of files.filter((file) => file.endsWith(".ts"))) {
    const path = join(folder, project, name);
    await writeFile(path, toFork(await readFile(path, "utf8")));
  }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "latchkey-engines-"));
  const modules = join(folder, "node_modules");
  await mkdir(modules);
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  await symlink(root, join(modules, "latchkey"));
  for (const name of ["cdktn", "constructs"]) await symlink(join(root, "node_modules", name), join(modules, name));
  // A copy, which finds the cdktf of this folder.
  const nullProvider = join("@cdktf", "provider-null");
  await cp(join(root, "node_modules", nullProvider), join(modules, nullProvider), { recursive: true });
});

afterAll(() => rm(folder, { recursive: true, force: true }));

it("synthesizes the program of docs/cdktn.md", async () => {
  const program = snippets.find(({ page, language }) => page === "docs/cdktn.md" && language === "ts");
  await mkdir(join(folder, "page"));
  await writeFile(join(folder, "page", "main.ts"), program?.code ?? "");
  const { files } = await synthesize("page", "cdktn");
  expect(files).toHaveProperty(["readers/cdk.tf.json", "resource", "access_role_binding"]);
});

describe("an example", () => {
  it.each([...examples, ...starters])("%s is the same with CDKTF and with CDK Terrain", async (project) => {
    await cp(join(root, "examples", project), join(folder, project), { recursive: true });
    if (!withMain(project)) await writeFile(join(folder, project, "main.ts"), starterMain);
    const ours = await synthesize(project, "cdktf");
    await rewriteProject(project);
    const forks = await synthesize(project, "cdktn");
    expect({ ours: ours.version, forks: forks.version }).toEqual({ ours: "0.21.0", forks: "0.24.0" });
    expect(forks.files).toEqual(ours.files);
    expect(Object.keys(ours.files)).not.toEqual([]);
  });
});
