import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { runCommand } from "#cli/testing/run-command.ts";
import type { Snapshot } from "#mock-server/control/shapes.ts";
import { type Bench, header, openBench } from "./support/access.ts";
import { Hand } from "./support/by-hand.ts";

const configuration = `${header}
resource "access_role" "reader" {
  name        = "team-a-reader"
  description = "Reads."
  permissions = [{ action = "read", resource = "dashboard" }]
}
resource "access_service_account" "ferry" {
  name = "team-a-ferry"
}
resource "access_role_binding" "ferry" {
  service_account_id = access_service_account.ferry.id
  role_id            = access_role.reader.id
}
`;

const report = z.object({
  inSync: z.boolean(),
  complete: z.boolean(),
  blind: z.array(z.string()),
  counts: z.record(z.string(), z.number()),
  apart: z.looseObject({ foreign: z.number() }),
  changes: z.unknown(),
  findings: z.array(z.looseObject({ code: z.string(), address: z.string().nullable(), message: z.string() })),
});

let bench: Bench;
let hand: Hand;
let state = "";
let before: Snapshot;

async function drift(...words: readonly string[]) {
  const account = ["--vendor", `signoz@${bench.url}`, "--max-retries", "0"];
  const { code, out, err } = await runCommand(["drift", ...words, ...account, "--format", "json"], {
    environment: { ACCESS_TOKEN: bench.token },
  });
  if (code === 2) throw new Error(err);
  const told = report.parse(JSON.parse(out));
  return { ...told, code, own: told.findings.filter((one) => one.code.startsWith("LK5")) };
}

beforeAll(async () => {
  bench = await openBench();
  await bench.workspace.apply(configuration);
  state = join(bench.workspace.folder, "state.json");
  await writeFile(state, await bench.workspace.must("show", "-json"));
  hand = await Hand.open("signoz", bench);
  before = await bench.mock.snapshot();
});
afterAll(() => bench.close());
afterEach(async () => {
  await bench.mock.faults.clear();
  await bench.mock.restore(before);
});

const ours = ["--owned", "service_account:team-a-*", "--owned", "role:team-a-*"];

describe("drift --owned", () => {
  it("counts what is ours by its name, or belongs to it, and leaves the rest to others", async () => {
    expect(await drift(state, ...ours)).toMatchObject({ code: 0, inSync: true });
    await hand.create("service_account", { name: "team-b-gull" });
    expect(await drift(state, ...ours)).toMatchObject({ code: 0, inSync: true });
    await hand.create("service_account", { name: "team-a-gull" });
    const account = await hand.pick("service_account", ({ name }) => name === "team-a-ferry");
    await hand.create("key", { serviceAccountId: account["id"], name: "clicked" });
    const { code, own, apart } = await drift(state, ...ours);
    expect(code).toBe(1);
    expect(own.map((one) => one.code).toSorted()).toEqual(["LK503", "LK506"]);
    expect(apart.foreign).toBeGreaterThan(0);
  });

  it("is not in sync with a pattern that means nothing", async () => {
    const { inSync, complete, blind } = await drift(state, "--owned", "service_account:taem-a-*");
    expect({ inSync, complete }).toEqual({ inSync: false, complete: false });
    expect(blind).toContainEqual(expect.stringContaining("--owned service_account:taem-a-*: nothing has such a name"));
    expect((await drift(state, "--owned", "role:none", "--require-complete")).code).toBe(1);
  });
});

describe("drift --plan", () => {
  async function planRefresh(): Promise<string> {
    await bench.workspace.must("plan", "-no-color", "-refresh-only", "-out=refresh.plan");
    const file = join(bench.workspace.folder, "refresh.json");
    await writeFile(file, await bench.workspace.must("show", "-json", "refresh.plan"));
    return file;
  }

  it("says once what the lists tell as well", async () => {
    const role = await hand.pick("role", ({ name }) => name === "team-a-reader");
    await hand.update("role", role, { description: "changed by hand" });
    const { code, own } = await drift(state, ...ours, "--plan", await planRefresh());
    expect({ code, codes: own.map((one) => one.code) }).toEqual({ code: 1, codes: ["LK501"] });
  });

  it("adds what a list that is refused does not tell", async () => {
    await hand.remove("role_binding", await hand.pick("role_binding"));
    const plan = await planRefresh();
    await bench.mock.faults.add({ route: "GET /signoz/api/v1/service_accounts/{id}", status: 403, count: 100 });
    const alone = await drift(state, ...ours);
    expect(alone).toMatchObject({ inSync: false, complete: false, own: [] });
    const { code, own } = await drift(state, ...ours, "--plan", plan);
    expect(code).toBe(1);
    expect(own).toMatchObject([{ code: "LK502", address: "access_role_binding.ferry" }]);
  });

  it("fails for a state in the place of a plan", async () => {
    await expect(drift(state, "--plan", state)).rejects.toThrow("is no plan");
  });
});

describe("what an apply replaced and did not delete", () => {
  it("is told, and what it gives is more than the code gives", async () => {
    const shown = JSON.parse(await readFile(state, "utf8"));
    const { resources } = shown.values.root_module;
    const role = await hand.pick("role", ({ name }) => name === "team-a-reader");
    const old = await hand.create("service_account", { name: "team-a-old" });
    const binding = await hand.create("role_binding", { serviceAccountId: old["id"], roleId: role["id"] });
    const find = (address: string) => resources.find((one: { readonly address: string }) => one.address === address);
    const ferry = find("access_service_account.ferry");
    const bound = find("access_role_binding.ferry");
    const deposed = [
      { ...ferry, deposed_key: "12ab", values: { ...ferry.values, id: old["id"], name: "team-a-old" } },
      {
        ...bound,
        deposed_key: "34cd",
        values: { ...bound.values, id: binding["id"], service_account_id: old["id"] },
      },
    ];
    const file = join(bench.workspace.folder, "deposed.json");
    await writeFile(
      file,
      JSON.stringify({ ...shown, values: { root_module: { resources: [...resources, ...deposed] } } }),
    );
    const { inSync, own, changes } = await drift(file, ...ours);
    expect(inSync).toBe(false);
    expect(own.map(({ code, address }) => `${code} ${address}`)).toEqual([
      "LK510 access_role_binding.ferry (deposed 34cd)",
      "LK510 access_service_account.ferry (deposed 12ab)",
    ]);
    expect(JSON.stringify(changes)).toContain("team-a-old");
  });
});
