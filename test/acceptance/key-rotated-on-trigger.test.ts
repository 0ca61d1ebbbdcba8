import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { nullAddress, nullProvider } from "#terraform/plugin/testing/null-provider/provider.ts";
import { hostProvider } from "#terraform/plugin/testing/test-host.ts";
import { createQuietEnvironment } from "#terraform/plugin/testing/terraform-binary.ts";
import { type Bench, openBench } from "./support/access.ts";
import { statusOf } from "./support/keys.ts";

const root = join(import.meta.dirname, "..", "..");
const example = join(root, "examples", "key-rotated-on-trigger", "main.ts");

let bench: Bench;
let folder: string;

beforeAll(async () => {
  bench = await openBench({ others: [hostProvider(nullAddress, nullProvider())] });
  folder = await mkdtemp(join(tmpdir(), "latchkey-example-"));
});

afterAll(async () => {
  await bench.close();
  await rm(folder, { recursive: true, force: true });
});

/** What cdktf would give Terraform, with this value of the trigger. */
async function synthesized(rotation: string): Promise<string> {
  const env = {
    ...createQuietEnvironment(process.env),
    CDKTF_OUTDIR: folder,
    KEY_ROTATION: rotation,
    TSX_TSCONFIG_PATH: join(root, "tsconfig.json"),
  };
  await promisify(execFile)(process.execPath, ["--import", import.meta.resolve("tsx"), example], { cwd: folder, env });
  const stack: { terraform: { backend: unknown } } = JSON.parse(
    await readFile(join(folder, "stacks", "key-rotated-on-trigger", "cdk.tf.json"), "utf8"),
  );
  // The workspace keeps its own state.
  return JSON.stringify({ ...stack, terraform: { ...stack.terraform, backend: undefined } });
}

async function deployed(rotation: string): Promise<Readonly<Record<string, string>>> {
  await bench.workspace.remove("main.tf");
  await bench.workspace.writeText("main.tf.json", await synthesized(rotation));
  const did = await bench.workspace.plan();
  await bench.workspace.must("apply", "-no-color", "-input=false", "test.plan");
  expect(await bench.workspace.plan()).toEqual({});
  return did;
}

it("examples/key-rotated-on-trigger rotates its key, and nothing else, when its trigger changes", async () => {
  expect(Object.values(await deployed("first"))).toEqual(["create", "create", "create", "create"]);
  const before = await bench.workspace.outputs();
  expect(await deployed("first")).toEqual({});
  const did = Object.entries(await deployed("somebody-left")).map(([address, does]) => [address.split(".")[0], does]);
  expect(Object.fromEntries(did)).toEqual({ access_key: "update", null_resource: "delete, create" });
  const after = await bench.workspace.outputs();
  expect(after["key_id"]).not.toBe(before["key_id"]);
  expect(after["key_secret"]).not.toBe(before["key_secret"]);
  expect(await statusOf(bench, before["key_secret"])).toBe(200);
  expect(await statusOf(bench, after["key_secret"])).toBe(200);
  await bench.host.destroy();
  expect(await statusOf(bench, before["key_secret"])).toBe(401);
});
