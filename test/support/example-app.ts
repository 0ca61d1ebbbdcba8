import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const root = join(import.meta.dirname, "..", "..");

/** What the app of an example writes for Terraform: its `cdk.tf.json`. Nothing is left in the checkout. */
export async function synthesizeExample(name: string, environment: NodeJS.ProcessEnv = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "latchkey-example-"));
  try {
    const app = ["--import", import.meta.resolve("tsx"), join(root, "examples", name, "main.ts")];
    const env = { ...process.env, TSX_TSCONFIG_PATH: join(root, "tsconfig.json"), ...environment };
    await promisify(execFile)(process.execPath, app, { cwd: folder, env });
    return await readFile(join(folder, "cdktf.out", "stacks", name, "cdk.tf.json"), "utf8");
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
