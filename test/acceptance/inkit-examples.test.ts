import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { openVendorBench, type VendorBench } from "./support/access.ts";
import { InkitAdmin } from "./support/inkit-admin.ts";

const root = join(import.meta.dirname, "..", "..");
const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
const start = new Date("2031-01-10T00:00:00Z");

let bench: VendorBench;
let admin: InkitAdmin;
let before: readonly string[];
let now = start;

beforeAll(async () => {
  bench = await openVendorBench("inkit", { now: () => now });
  await bench.workspace.remove("main.tf");
  admin = new InkitAdmin(bench);
  before = await admin.names();
});

afterEach(() => bench.mock.clock.set(new Date()));
afterAll(() => bench.close());

async function at(instant: string): Promise<void> {
  now = new Date(instant);
  await bench.mock.clock.set(now);
}

const synthesized = z.looseObject({ terraform: z.looseObject({ required_providers: z.unknown() }) });

/** What the example's own program makes, for a provider in this process: any version of it. */
async function synth(name: string): Promise<string> {
  const outdir = await mkdtemp(join(tmpdir(), "latchkey-example-"));
  try {
    const args = ["--import", tsx, join(root, "examples", name, "main.ts")];
    const env = { ...process.env, CDKTF_OUTDIR: outdir, CHECKPOINT_DISABLE: "1" };
    await promisify(execFile)(process.execPath, args, { cwd: root, env });
    const text = await readFile(join(outdir, "stacks", name, "cdk.tf.json"), "utf8");
    const { terraform, ...rest } = synthesized.parse(JSON.parse(text));
    expect(Object.keys(terraform)).toContain("required_providers");
    return JSON.stringify({ ...rest, terraform: { required_providers: { access: { source: "latchkey/access" } } } });
  } finally {
    await rm(outdir, { recursive: true, force: true });
  }
}

const programs = new Map<string, Promise<string>>();

async function deploy(name: string): Promise<Readonly<Record<string, unknown>>> {
  const program = programs.get(name) ?? synth(name);
  programs.set(name, program);
  await bench.workspace.writeText("cdk.tf.json", await program);
  await bench.workspace.must("apply", "-no-color", "-auto-approve", "-input=false");
  expect(await bench.workspace.plan("-refresh=false")).toEqual({});
  expect(await bench.workspace.plan()).toEqual({});
  return bench.workspace.outputs();
}

async function held(name: string): Promise<readonly string[]> {
  const account = (await admin.accounts()).find((row) => row.name === name);
  return account?.roles.map((role) => role.name).toSorted() ?? [];
}

async function works(secret: unknown): Promise<boolean> {
  return (await admin.readsRolesAs(z.string().min(20).parse(secret))) !== 401;
}

async function destroyed(): Promise<void> {
  await bench.workspace.destroy();
  expect(await admin.names()).toEqual(before);
}

describe("examples/generic-levels", () => {
  it("gives each system the levels that it needs, takes back what was given by hand, and leaves nothing", async () => {
    const outputs = await deploy("generic-levels");
    expect(await held("dashboard")).toEqual(["Level 1: sees"]);
    expect(await held("retention")).toEqual(["Level 1: sees", "Level 2: files", "Level 3: clears"]);
    for (const secret of Object.values(outputs)) expect(await works(secret)).toBe(true);
    expect(Object.keys(outputs)).toHaveLength(3);
    const dashboard = (await admin.accounts()).find(({ name }) => name === "dashboard");
    const roles = (await admin.roles()).filter(({ name }) => name.startsWith("Level")).map(({ id }) => id);
    const body = { roles };
    await admin.must({ method: "PATCH", path: `/service-account/${dashboard?.id}`, body });
    expect(Object.values(await bench.workspace.plan())).toEqual(["update"]);
    await deploy("generic-levels");
    expect(await held("dashboard")).toEqual(["Level 1: sees"]);
    await destroyed();
  });
});

describe("examples/role-per-system", () => {
  it("makes a role, an account and a key for each system", async () => {
    await at("2031-01-10T00:00:00Z");
    const outputs = await deploy("role-per-system");
    expect(await held("Contract archive")).toEqual(["Contract archive"]);
    const archive = (await admin.roles()).find(({ name }) => name === "Contract archive");
    expect(archive?.permissions.toSorted()).toEqual(["folders.create", "folders.update"]);
    const statuses = await Promise.all(
      ["archive_key", "onboarding_key"].map((output) =>
        admin.status({ method: "GET", path: "/user", token: String(outputs[output]) }),
      ),
    );
    expect(statuses).toEqual([403, 200]);
  });

  it("rotates in turns: whoever has the secret of the last deploy is never without one that works", async () => {
    const secrets: unknown[] = [(await bench.workspace.outputs())["billing_key"]];
    let day = new Date(now);
    for (let turn = 0; turn < 3; turn += 1) {
      const last = secrets.at(-1);
      for (let waited = 0; secrets.at(-1) === last && waited < 60; waited += 20) {
        day = new Date(day.getTime() + 20 * 86_400_000);
        await at(day.toISOString());
        secrets.push((await deploy("role-per-system"))["billing_key"]);
        expect(await works(last), `${day.toISOString()}, turn ${turn}`).toBe(true);
      }
      expect(secrets.at(-1), `turn ${turn} came`).not.toBe(last);
    }
    expect(new Set(secrets).size).toBe(4);
    expect(await works(secrets[0])).toBe(false);
  });

  it("leaves nothing", async () => {
    await destroyed();
  });
});
