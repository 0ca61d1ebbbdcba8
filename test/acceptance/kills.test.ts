import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { findBundledProvider } from "#constructs/delivery/bundled-provider.ts";
import { placeProvider } from "#constructs/delivery/provider-mirror.ts";
import { type Mock, startMock } from "#testing/mock.ts";
import { Workspace } from "#terraform/plugin/testing/workspace.ts";
import { header } from "./support/access.ts";
import { type Applied, applyOnce, holdsNoSecret } from "./support/apply.ts";
import { type Running, isRunning, startApply } from "./support/running.ts";
import { SignozAdmin } from "./support/signoz-admin.ts";

// A build that is no release is a pre-release version, which Terraform takes only where it is asked for by name.
const built = findBundledProvider(import.meta.dirname);
const pinned = header.replace('"latchkey/access"', `"latchkey/access", version = "= ${built.version}"`);

const base = `${pinned}
resource "access_service_account" "nest" {
  name = "rook-nest"
}
resource "access_role" "nest" {
  name        = "rook-nest"
  permissions = [{ action = "list", resource = "role" }]
}
`;

const whole = `${base}
resource "access_service_account" "rook" {
  name = "rook"
}
resource "access_role" "rook" {
  name        = "rook"
  permissions = [{ action = "list", resource = "role" }]
}
resource "access_role_binding" "rook" {
  role_id            = access_role.nest.id
  service_account_id = access_service_account.nest.id
}
resource "access_key" "rook" {
  service_account_id = access_service_account.nest.id
  name               = "rook-key"
}
resource "access_service_account" "later" {
  name       = "rook-later"
  depends_on = [access_service_account.rook, access_role.rook, access_role_binding.rook, access_key.rook]
}
`;

const routes = ["service_accounts", "roles", "service_account_roles", "service_accounts/{id}/keys"].map(
  (path) => `POST /signoz/api/v1/${path}`,
);

let mock: Mock;
let admin: SignozAdmin;
let workspace: Workspace;
let environment: Readonly<Record<string, string>>;
let nest: string;

beforeAll(async () => {
  mock = await startMock();
  const vendor = mock.vendors["signoz"];
  if (vendor === undefined) throw new Error("the mock server has no SigNoz");
  admin = new SignozAdmin(vendor.url, vendor.token);
  environment = { ACCESS_ENDPOINT: vendor.url, ACCESS_TOKEN: vendor.token };
  workspace = await Workspace.open(environment);
  placeProvider({ stackFolder: workspace.folder, package: built });
  await workspace.write(base);
  await workspace.must("init", "-no-color");
});

beforeEach(async () => {
  await workspace.write(base);
  await workspace.must("apply", "-no-color", "-auto-approve");
  nest = String((await workspace.state())["access_service_account.nest"]?.["id"]);
  const body = { name: "rook", expiresAt: 2_000_000_000 };
  await admin.must({ method: "POST", path: `/service_accounts/${nest}/keys`, body });
  await workspace.write(whole);
});

afterEach(async () => {
  await mock.faults.clear();
  await workspace.destroy();
  expect(await admin.names()).toEqual(["mock-admin"]);
});

afterAll(async () => {
  await workspace.close();
  await mock.stop();
});

/** An apply whose four requests have been carried out, and whose answers are held back. */
async function inTheMiddle(delayMs: number): Promise<Running> {
  await mock.forgetRequests();
  for (const route of routes) await mock.faults.add({ route, count: 1, delayMs });
  const running = startApply(workspace, environment);
  const struck = async () => (await mock.requests()).filter(({ fault }) => fault !== null).length;
  await expect.poll(struck, { timeout: 30_000, interval: 50 }).toBe(routes.length);
  return running;
}

async function mustApply(): Promise<Applied> {
  const applied = await applyOnce(workspace);
  holdsNoSecret(applied.output);
  expect(applied.code, applied.output).toBe(0);
  return applied;
}

/** Everything is there once, state says the same, and what is another's is as it was. */
async function holdsOnce(): Promise<void> {
  expect(await workspace.plan()).toEqual({});
  const state = await workspace.state();
  const id = (address: string): unknown => state[address]?.["id"];
  const byName = <Row extends { name: string }>(rows: readonly Row[], name: string): readonly Row[] =>
    rows.filter((row) => row.name === name);
  expect(await admin.names()).toEqual(["mock-admin", "rook", "rook", "rook-later", "rook-nest", "rook-nest"]);
  expect(byName(await admin.accounts(), "rook")).toMatchObject([{ id: id("access_service_account.rook") }]);
  expect(byName(await admin.customRoles(), "rook")).toMatchObject([{ id: id("access_role.rook") }]);
  const { serviceAccountRoles } = await admin.account(nest);
  expect(serviceAccountRoles).toMatchObject([{ id: id("access_role_binding.rook") }]);
  const keys = await admin.keys(nest);
  expect(keys).toHaveLength(2);
  expect(byName(keys, "rook")).toMatchObject([{ expiresAt: 2_000_000_000 }]);
  expect(byName(keys, "rook-key")).toMatchObject([{ id: id("access_key.rook"), expiresAt: 0 }]);
}

describe("Terraform is asked to stop in the middle of an apply", () => {
  it.each(["SIGINT", "SIGTERM"] as const)(
    "by %s: what is in flight is finished and saved, nothing more is begun, and the next apply goes on",
    async (signal) => {
      const running = await inTheMiddle(2_000);
      process.kill(running.pid, signal);
      const stopped = await running.ended;
      holdsNoSecret(stopped.output);
      expect(stopped.code).not.toBe(0);
      expect(Object.keys(await workspace.state()).sort()).toEqual([
        "access_key.rook",
        "access_role.nest",
        "access_role.rook",
        "access_role_binding.rook",
        "access_service_account.nest",
        "access_service_account.rook",
      ]);
      const begun = (await mock.requests()).filter(({ method, fault }) => method !== "GET" && fault === null);
      expect(begun).toEqual([]);
      const told = stopped.diagnostics.find(({ address }) => address === "access_key.rook");
      expect(told).toMatchObject({
        summary: "The run was interrupted",
        detail: expect.stringContaining("it expires 20"),
      });
      await mustApply();
      await holdsOnce();
    },
  );
});

/** The ids of what the run left behind, which no state has. */
async function orphans() {
  const one = <Row extends { name: string; id: string }>(rows: readonly Row[], name: string): Row => {
    const [row, ...others] = rows.filter((candidate) => candidate.name === name);
    if (row === undefined || others.length > 0) throw new Error(`${rows.length} rows, and not one ${name}`);
    return row;
  };
  return {
    account: one(await admin.accounts(), "rook"),
    role: one(await admin.customRoles(), "rook"),
    key: one(await admin.keys(nest), "rook-key"),
  };
}

/** The next apply stops on each orphan by name, changes none of them, and its advice works. */
async function goesOnByAdvice(): Promise<void> {
  const left = await orphans();
  expect(left.key.expiresAt * 1000 - Date.now(), "an orphan dies by itself").toBeLessThanOrEqual(600_000);
  const next = await applyOnce(workspace);
  holdsNoSecret(next.output);
  expect(next.code).not.toBe(0);
  const told = (address: string) => next.diagnostics.find((diagnostic) => diagnostic.address === address);
  const taken = { severity: "error", summary: "The name is already in use" };
  expect(told("access_service_account.rook")).toMatchObject(taken);
  expect(told("access_service_account.rook")?.detail).toContain(`terraform import ADDRESS ${left.account.id}`);
  expect(told("access_role.rook")?.detail).toContain(`terraform import ADDRESS ${left.role.id}`);
  expect(told("access_key.rook")?.detail).toMatch(
    new RegExp(`key ${left.key.id} \\(created 20.+last used 20.+expires 20.+revoke it in SigNoz and run again`),
  );
  expect(told("access_role_binding.rook")).toMatchObject({ severity: "warning" });
  expect(await orphans()).toEqual(left);
  await workspace.must("import", "-no-color", "access_service_account.rook", left.account.id);
  await workspace.must("import", "-no-color", "access_role.rook", left.role.id);
  await admin.must({ method: "DELETE", path: `/service_accounts/${nest}/keys/${left.key.id}` });
  await mustApply();
  await holdsOnce();
}

describe("a process is killed in the middle of an apply", () => {
  it("the provider: the next apply names what is left behind, and how to go on", async () => {
    const running = await inTheMiddle(60_000);
    process.kill(running.provider(), "SIGKILL");
    const stopped = await running.ended;
    holdsNoSecret(stopped.output);
    expect(stopped.code).not.toBe(0);
    await goesOnByAdvice();
  });

  it("Terraform: the provider ends too, and the next apply names what is left behind, and how to go on", async () => {
    const running = await inTheMiddle(60_000);
    const provider = running.provider();
    process.kill(running.pid, "SIGKILL");
    holdsNoSecret((await running.ended).output);
    await expect.poll(() => isRunning(provider), { timeout: 10_000 }).toBe(false);
    await goesOnByAdvice();
  });
});
