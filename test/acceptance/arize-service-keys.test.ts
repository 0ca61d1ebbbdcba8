import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createQuietEnvironment } from "#terraform/plugin/testing/terraform-binary.ts";
import { type ArizeBench, openArizeBench } from "./support/arize.ts";

const root = join(import.meta.dirname, "..", "..");
const example = join(root, "examples", "service-keys", "main.ts");
const seed = { organizations: [{ name: "acme", spaces: [{ name: "Space A", projects: [{ name: "chatbot" }] }] }] };

let bench: ArizeBench;
let folder: string;

beforeAll(async () => {
  bench = await openArizeBench("2031-03-01T06:00:00Z", seed);
  folder = await mkdtemp(join(tmpdir(), "latchkey-example-"));
  const env = {
    ...createQuietEnvironment(process.env),
    CDKTF_OUTDIR: folder,
    TSX_TSCONFIG_PATH: join(root, "tsconfig.json"),
  };
  await promisify(execFile)(process.execPath, ["--import", import.meta.resolve("tsx"), example], { cwd: folder, env });
  const path = join(folder, "stacks", "service-keys", "cdk.tf.json");
  const stack: { terraform: { backend: unknown } } = JSON.parse(await readFile(path, "utf8"));
  await bench.workspace.remove("main.tf");
  // The workspace keeps its own state.
  const text = JSON.stringify({ ...stack, terraform: { ...stack.terraform, backend: undefined } });
  await bench.workspace.writeText("main.tf.json", text);
});

afterAll(async () => {
  await bench.close();
  await rm(folder, { recursive: true, force: true });
});

async function deployed(): Promise<readonly string[]> {
  const did = await bench.workspace.plan();
  await bench.workspace.must("apply", "-no-color", "-input=false", "test.plan");
  expect(await bench.workspace.plan()).toEqual({});
  return Object.entries(did).map(([address, does]) => `${address.split(".")[0] ?? ""}: ${does}`);
}

it("examples/service-keys makes its keys, rotates each in its way, puts back what is taken, and revokes them", async () => {
  expect((await deployed()).toSorted()).toEqual([
    "access_key: create",
    "access_key: create",
    "access_role_binding: create",
  ]);
  const { pipeline_key: pipeline, qa_key: qa } = await bench.workspace.outputs();
  for (const key of [pipeline, qa]) expect(await bench.admin.as(key).status()).toBe(200);

  await bench.at("2031-03-22T06:00:00Z");
  expect((await deployed()).toSorted()).toEqual(["access_key: update", "access_role_binding: delete, create"]);
  const later = await bench.workspace.outputs();
  expect(later["pipeline_key"]).toBe(pipeline);
  for (const key of [qa, later["qa_key"]]) expect(await bench.admin.as(key).status()).toBe(200);
  await bench.at("2031-03-24T07:00:00Z");
  await deployed();
  expect(await bench.admin.as(qa).status()).toBe(401);

  const rows = await bench.admin.must<{ role_bindings: { id: string }[] }>(
    "GET",
    "/role-bindings?resource_type=PROJECT",
  );
  await bench.admin.must("DELETE", `/role-bindings/${encodeURIComponent(rows.role_bindings[0]?.id ?? "")}`);
  expect(await deployed()).toEqual(["access_role_binding: create"]);

  await bench.host.destroy();
  for (const key of [pipeline, later["qa_key"]]) expect(await bench.admin.as(key).status()).toBe(401);
});
