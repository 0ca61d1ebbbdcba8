import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { headerOf, openVendorBench, type VendorBench } from "./support/access.ts";
import { type Applied, applyOnce } from "./support/apply.ts";
import { InkitAdmin } from "./support/inkit-admin.ts";

let bench: VendorBench;
let admin: InkitAdmin;
let before: readonly string[];

beforeAll(async () => {
  bench = await openVendorBench("inkit", { sleep: () => Promise.resolve() });
  admin = new InkitAdmin(bench);
  before = await admin.names();
});

beforeEach(async () => {
  await bench.mock.reset();
  await bench.workspace.remove("terraform.tfstate");
});

afterAll(() => bench.close());

const role = `
resource "access_role" "x" {
  name        = "Whimbrel filing"
  permissions = [{ action = "create", resource = "folders" }]
}
`;

const account = `
data "access_role" "viewer" {
  name = "Document Viewer"
}
resource "access_service_account" "x" {
  name     = "Whimbrel"
  role_ids = [data.access_role.viewer.id]
}
`;

const key = (keeper: string): string => `${account}
resource "access_key" "x" {
  service_account_id = access_service_account.x.id
  keepers            = { round = "${keeper}" }
}
`;

const generating = "POST /inkit/v1/service-account/*/generate";

async function lose(route: string, drop: "before" | "after", count = 1): Promise<void> {
  await bench.mock.faults.add({ route, drop, count });
}

async function deployed(configuration: string): Promise<Applied> {
  await bench.workspace.write(headerOf("inkit") + configuration);
  return applyOnce(bench.workspace);
}

function errorsOf({ diagnostics }: Applied): string {
  return diagnostics.flatMap(({ severity, detail }) => (severity === "error" ? [detail] : [])).join("\n");
}

async function secretInState(): Promise<string> {
  return String((await bench.workspace.state())["access_key.x"]?.["secret"]);
}

async function made(): Promise<readonly string[]> {
  const names = [...(await admin.names())];
  for (const name of before) names.splice(names.indexOf(name), 1);
  return names;
}

describe.each([
  { noun: "role", route: "POST /inkit/v1/role", given: role, name: "Whimbrel filing" },
  { noun: "account", route: "POST /inkit/v1/service-account", given: account, name: "Whimbrel" },
])("a lost answer to making a $noun", ({ noun, route, given, name }) => {
  it("that was carried out: the new one is found, and there is one", async () => {
    await lose(route, "after");
    const applied = await deployed(given);
    expect(applied.code, applied.output).toBe(0);
    expect(applied.diagnostics.map(({ summary }) => summary)).toContain(
      `The response was lost, and the ${noun} was found`,
    );
    expect(await made()).toEqual([name]);
    expect((await deployed(given)).planned).toBe(0);
  });

  it("that was not carried out: nothing is there, and the next run makes it", async () => {
    await lose(route, "before");
    const applied = await deployed(given);
    expect(errorsOf(applied)).toContain("right after it");
    expect(await made()).toEqual([]);
    expect(await deployed(given)).toMatchObject({ code: 0, planned: 1 });
    expect(await made()).toEqual([name]);
  });

  it("where one of the same name was there before: that one is never taken for ours, and none is made", async () => {
    const theirs =
      noun === "role"
        ? await admin.createRole(name, [])
        : await admin.createAccount(name, (await admin.roles())[0]?.id ?? "");
    const applied = await deployed(given);
    expect(errorsOf(applied)).toContain("because one exists already");
    expect(errorsOf(applied)).toContain(theirs.id);
    expect(await bench.workspace.state()).not.toHaveProperty(
      `access_${noun === "role" ? "role" : "service_account"}.x`,
    );
    expect(await made()).toEqual([name]);
  });
});

describe("a lost answer to generating a secret", () => {
  it.each(["before", "after"] as const)(
    "at creation (%s): never sent twice; the next run generates anew",
    async (drop) => {
      await lose(generating, drop);
      const applied = await deployed(key("1"));
      expect(errorsOf(applied)).toContain("Run again to generate a new secret");
      expect(await bench.workspace.state()).not.toHaveProperty("access_key.x");
      const sent = (await bench.mock.requests({ method: "POST" })).filter(({ path }) => path.endsWith("/generate"));
      expect(sent).toHaveLength(1);
      const again = await deployed(key("1"));
      expect(again).toMatchObject({ code: 0, planned: 1 });
      expect(await admin.readsRolesAs(await secretInState())).toBe(403);
      expect((await deployed(key("1"))).planned).toBe(0);
    },
  );

  it.each(["before", "after"] as const)("at a rotation (%s): the next run has a secret that works", async (drop) => {
    await deployed(key("1"));
    await lose(generating, drop);
    expect(errorsOf(await deployed(key("2")))).toContain("Run again to generate a new secret");
    expect(await deployed(key("2"))).toMatchObject({ code: 0, planned: 1 });
    expect(await admin.readsRolesAs(await secretInState())).toBe(403);
    expect((await deployed(key("2"))).planned).toBe(0);
  });

  it.each(["before", "after"] as const)("at a destroy (%s): the secret is dead in the end", async (drop) => {
    await deployed(key("1"));
    const secret = await secretInState();
    await lose(generating, drop);
    await deployed(account);
    expect((await bench.mock.faults.list()).map(({ left }) => left)).toEqual([0]);
    await deployed(account);
    expect(await admin.readsRolesAs(secret)).toBe(401);
    expect(await bench.workspace.state()).not.toHaveProperty("access_key.x");
  });
});

describe("what is read", () => {
  it("is taken for gone where the API says so, and not for a 404 of something between", async () => {
    await deployed(key("1"));
    await bench.mock.faults.add({ route: "GET /inkit/v1/service-account/*", status: 404, body: "html" });
    const { code, diagnostics } = await deployed(key("1"));
    expect(code).toBe(1);
    expect(diagnostics.some(({ severity }) => severity === "error")).toBe(true);
    await bench.mock.faults.clear();
    expect((await deployed(key("1"))).planned).toBe(0);
  });
});

/** The requests of one refresh of so many of each noun. */
it("refreshes 70 roles, 70 accounts and 70 keys with a few lists", async () => {
  const many = `
resource "access_role" "x" {
  count       = 70
  name        = "Whimbrel \${count.index}"
  permissions = [{ action = "create", resource = "folders" }]
}
resource "access_service_account" "x" {
  count    = 70
  name     = "Whimbrel \${count.index}"
  role_ids = [access_role.x[count.index].id]
}
resource "access_key" "x" {
  count              = 70
  service_account_id = access_service_account.x[count.index].id
}
`;
  expect(await deployed(many)).toMatchObject({ code: 0, planned: 210 });
  await bench.mock.forgetRequests();
  expect(await bench.workspace.plan()).toEqual({});
  const requests = await bench.mock.requests();
  expect(requests.length).toBeGreaterThan(0);
  expect(requests.length).toBeLessThanOrEqual(2 + 2 * 2);
});

it("writes the secret nowhere but into state, marked sensitive", async () => {
  const applied = await deployed(
    `${key("1")}\noutput "secret" {\n  value     = access_key.x.secret\n  sensitive = true\n}`,
  );
  const rotated = await deployed(key("2"));
  const secret = await secretInState();
  const journal = JSON.stringify(await bench.mock.requests());
  const plan = await bench.workspace.must("plan", "-no-color");
  const shown = await bench.workspace.must("show", "-no-color");
  const dead = z.string().min(20);
  for (const text of [applied.output, rotated.output, journal, plan, shown])
    expect(text).not.toContain(dead.parse(secret));
  const { folder } = bench.workspace;
  const holding = readdirSync(folder).filter((name) => {
    return /\.(tf|tfstate|plan|log)$/.test(name) && readFileSync(join(folder, name), "latin1").includes(secret);
  });
  expect(holding).toEqual(["terraform.tfstate"]);
});
