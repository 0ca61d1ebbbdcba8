import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";

const root = join(import.meta.dirname, "..", "..");

const stackFile = z.looseObject({ terraform: z.looseObject({}) });

/**
 * The stack without its backend. CDKTF's own one is a file at an absolute path in the folder in which the app runs: two tests that
 * apply one example would share it, whatever folders they work in.
 */
export function withoutBackend(stack: string): string {
  const file = stackFile.parse(JSON.parse(stack));
  delete file.terraform["backend"];
  return JSON.stringify(file, undefined, 2);
}

/** What the app of an example writes, but for where it keeps its state. */
export interface ExampleFiles {
  /** For Terraform: its `cdk.tf.json`. */
  readonly stack: string;
  /** For the review: its `latchkey.json`. */
  readonly code: string;
}

/** Runs the app of an example in the repository. Nothing is left in the checkout. */
export async function synthesizeFiles(name: string, environment: NodeJS.ProcessEnv = {}): Promise<ExampleFiles> {
  const folder = await mkdtemp(join(tmpdir(), "latchkey-example-"));
  try {
    const app = ["--import", import.meta.resolve("tsx"), join(root, "examples", name, "main.ts")];
    const settings = { TSX_TSCONFIG_PATH: join(root, "tsconfig.json"), CDKTF_OUTDIR: folder };
    await promisify(execFile)(process.execPath, app, {
      cwd: root,
      env: { ...process.env, ...settings, ...environment },
    });
    const read = (file: string): Promise<string> => readFile(join(folder, "stacks", name, file), "utf8");
    return { stack: withoutBackend(await read("cdk.tf.json")), code: await read("latchkey.json") };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What the app of an example writes for Terraform: its `cdk.tf.json`. */
export async function synthesizeExample(name: string, environment: NodeJS.ProcessEnv = {}): Promise<string> {
  const { stack } = await synthesizeFiles(name, environment);
  return stack;
}
