import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { root, textOf } from "./laws/repository.ts";

const blocks = z.record(z.string(), z.object({ name: z.string().optional() }));
const stack = z.object({ resource: z.record(z.string(), blocks) });

async function synthesizeReadme(): Promise<z.output<typeof stack>> {
  const [, code] = /^```ts\n([\s\S]*?)^```$/m.exec(textOf("README.md")) ?? [];
  const folder = await mkdtemp(join(tmpdir(), "latchkey-readme-"));
  try {
    await symlink(join(root, "node_modules"), join(folder, "node_modules"));
    await writeFile(join(folder, "main.ts"), code ?? "");
    const app = ["--import", import.meta.resolve("tsx"), join(folder, "main.ts")];
    const env = { ...process.env, TSX_TSCONFIG_PATH: join(root, "tsconfig.json") };
    await promisify(execFile)(process.execPath, app, { cwd: folder, env });
    const file = join(folder, "cdktf.out", "stacks", "self-service-keys", "cdk.tf.json");
    return stack.parse(JSON.parse(await readFile(file, "utf8")));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

describe("README.md", () => {
  it("has an example that synthesizes an account, its role and a role of its own", async () => {
    const { resource } = await synthesizeReadme();
    const names = (type: string) => Object.values(resource[type] ?? {}).map(({ name }) => name);
    expect(names("access_service_account")).toEqual(["viewer-readonly"]);
    expect(names("access_role")).toEqual(["viewer-service-account"]);
    expect(names("access_role_binding")).toHaveLength(1);
  });
});
