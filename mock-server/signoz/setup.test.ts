import { access, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type MockApp, type MockOptions, createMock } from "../app.ts";
import { FileStore } from "../shared/store/file-store.ts";
import { vendor } from "./index.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "latchkey-signoz-"));
});
afterEach(() => rm(folder, { recursive: true }));

async function open(options: MockOptions = {}): Promise<MockApp> {
  return createMock({ vendors: [vendor], ...options, store: await FileStore.open(join(folder, "store.json")) });
}

async function me({ app, world }: MockApp): Promise<unknown> {
  const headers = { "signoz-api-key": world.tokens["signoz"] ?? "" };
  return (await app.inject({ url: "/signoz/api/v1/service_accounts/me", headers })).json();
}

describe("the first world", () => {
  it("is one organization, four managed roles, a root user and an administrator's key", async () => {
    const mock = await open();
    expect(await me(mock)).toMatchObject({ data: { serviceAccountRoles: [{ role: { name: "signoz-admin" } }] } });
    const tables = Object.entries(await mock.world.snapshot()).filter(([name]) => name.startsWith("signoz/"));
    expect(Object.fromEntries(tables.map(([name, rows]) => [name, rows.length]))).toEqual({
      "signoz/settings": 1,
      "signoz/organizations": 1,
      "signoz/licenses": 1,
      "signoz/auth-domains": 0,
      "signoz/users": 1,
      "signoz/passwords": 0,
      "signoz/reset-password-tokens": 0,
      "signoz/user-roles": 1,
      "signoz/user-preferences": 0,
      "signoz/service-accounts": 1,
      "signoz/keys": 1,
      "signoz/roles": 4,
      "signoz/service-account-roles": 1,
      "signoz/dashboards": 0,
      "signoz/dashboard-pins": 0,
      "signoz/public-dashboards": 0,
      "signoz/saved-views": 0,
    });
    await mock.close();
  });

  it("outlives the process with its token, and is not seeded again", async () => {
    const seed = { signoz: { serviceAccounts: [{ name: "seeded" }] } };
    const first = await open({ seed });
    const token = first.world.tokens["signoz"];
    await first.close();
    const second = await open({ seed });
    expect(second.world.tokens["signoz"]).toBe(token);
    expect((await second.world.snapshot())["signoz/service-accounts"]).toHaveLength(2);
    await second.close();
  });

  it("is not there after a seed was refused, so that the next start makes it", async () => {
    const refused = { signoz: { serviceAccounts: [{ name: "seeded" }, { name: "seeded" }] } };
    await expect(open({ seed: refused })).rejects.toThrow("signoz.serviceAccounts[1]");
    await expect.poll(() => access(join(folder, "store.json"))).toBeUndefined();
    const mock = await open({ seed: { signoz: { serviceAccounts: [{ name: "seeded" }] } } });
    expect((await mock.world.snapshot())["signoz/service-accounts"]).toHaveLength(2);
    await mock.close();
  });

  it("takes another token when one is said", async () => {
    await (await open()).close();
    const mock = await open({ tokens: { signoz: "said-this-time" } });
    expect(await me(mock)).toMatchObject({ status: "success" });
    expect((await mock.world.snapshot())["signoz/keys"]).toHaveLength(1);
    await mock.close();
  });

  it("gets a new administrator when the last one was deleted", async () => {
    const first = await open();
    const headers = { "signoz-api-key": first.world.tokens["signoz"] ?? "" };
    const url = "/signoz/api/v1/service_accounts";
    const accounts = (await first.app.inject({ url, headers })).json<{ data: { id: string }[] }>();
    await first.app.inject({ method: "DELETE", url: `${url}/${accounts.data[0]?.id ?? ""}`, headers });
    expect(await me(first)).toMatchObject({ status: "error" });
    await first.close();
    const second = await open();
    expect(await me(second)).toMatchObject({ status: "success" });
    await second.close();
  });
});

describe("a seed", () => {
  it("holds custom roles, deleted accounts and fixed ids", async () => {
    const id = "0198c0de-0000-7000-8000-0000000000b2";
    const resource = { type: "serviceaccount", kind: "serviceaccount" };
    const roles = [
      { name: "reader", transactionGroups: [{ relation: "read", objectGroup: { resource, selectors: [id] } }] },
    ];
    const serviceAccounts = [
      { id, name: "target", status: "deleted", roles: ["signoz-viewer"], keys: [{ name: "old" }] },
      { name: "holder", roles: ["reader"], keys: [{ name: "ci", secret: "holder-key" }] },
    ];
    const mock = await open({ seed: { signoz: { roles, serviceAccounts } } });
    const ask = async (path: string) =>
      (await mock.app.inject({ url: `/signoz/api/v1${path}`, headers: { "signoz-api-key": "holder-key" } })).json();
    expect(await ask(`/service_accounts/${id}`)).toMatchObject({
      data: { status: "deleted", serviceAccountRoles: [{ role: { name: "signoz-viewer" } }] },
    });
    expect(await ask("/service_accounts")).toMatchObject({ error: { code: "authz_forbidden" } });
    await mock.close();
  });
});
