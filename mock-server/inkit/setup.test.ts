import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { permissionNames } from "#vendors/inkit/facts/data/catalog.ts";
import { type MockApp, type MockOptions, createMock } from "../app.ts";
import { FileStore } from "../shared/store/file-store.ts";
import { vendor } from "./index.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "latchkey-inkit-"));
});
afterEach(() => rm(folder, { recursive: true }));

async function open(options: MockOptions = {}): Promise<MockApp> {
  return createMock({ vendors: [vendor], ...options, store: await FileStore.open(join(folder, "store.json")) });
}

interface Asked {
  readonly token?: string;
  readonly method?: "GET" | "POST" | "DELETE";
}

async function ask({ app, world }: MockApp, path: string, asked: Asked = {}) {
  const { token = world.tokens["inkit"] ?? "", method = "GET" } = asked;
  const { statusCode, body } = await app.inject({
    url: `/inkit/v1${path}`,
    method,
    headers: { "x-inkit-api-token": token },
  });
  const answered: unknown = body === "" ? undefined : JSON.parse(body);
  return { status: statusCode, body: answered };
}

describe("the first world", () => {
  it("is one organization: its standard roles, whoever signed it up, and an administrator's key", async () => {
    const mock = await open();
    const tables = await mock.world.snapshot();
    expect(Object.fromEntries(Object.entries(tables).map(([name, rows]) => [name, rows.length]))).toEqual({
      "inkit/settings": 1,
      "inkit/roles": 4,
      "inkit/service-accounts": 1,
      "inkit/api-keys": 1,
      "inkit/users": 1,
    });
    expect(await ask(mock, "/role")).toMatchObject({
      body: {
        items: expect.arrayContaining([expect.objectContaining({ name: "Admin", permissions: permissionNames })]),
      },
    });
    expect(await ask(mock, "/user")).toMatchObject({ body: { items: [{ roles: [{ name: "Admin" }] }] } });
    await mock.close();
  });

  it("outlives the process with its token, and is not seeded again", async () => {
    const seed = { inkit: { service_accounts: [{ name: "Payroll", roles: ["Developer"] }] } };
    const first = await open({ seed });
    const token = first.world.tokens["inkit"];
    await first.close();
    const second = await open({ seed });
    expect(second.world.tokens["inkit"]).toBe(token);
    expect((await second.world.snapshot())["inkit/service-accounts"]).toHaveLength(2);
    await second.close();
  });

  it("takes another token when one is said, and the one before is dead", async () => {
    const first = await open();
    const before = first.world.tokens["inkit"] ?? "";
    await first.close();
    const second = await open({ tokens: { inkit: "said-this-time" } });
    expect(await ask(second, "/role")).toMatchObject({ status: 200 });
    expect(await ask(second, "/role", { token: before })).toMatchObject({ status: 401 });
    await second.close();
  });

  it("gets a new administrator when the last one was deleted", async () => {
    const first = await open();
    const rows = (await first.world.snapshot())["inkit/service-accounts"];
    const [admin] = rows as readonly { readonly id: string }[];
    expect(await ask(first, `/service-account/${admin?.id}`, { method: "DELETE" })).toMatchObject({ status: 204 });
    expect(await ask(first, "/role")).toMatchObject({ status: 401 });
    await first.close();
    const second = await open();
    expect(await ask(second, "/role")).toMatchObject({ status: 200 });
    await second.close();
  });
});

describe("secrets", () => {
  it("are in no table but one, and no snapshot that leaves the machine has them", async () => {
    const seed = { inkit: { service_accounts: [{ name: "Payroll", roles: ["Developer"], api_key: "pay-s3cret" }] } };
    const mock = await open({ seed, controlToken: "opens" });
    const { "inkit/api-keys": keys, ...others } = await mock.world.snapshot();
    expect(JSON.stringify(keys)).toContain("pay-s3cret");
    expect(JSON.stringify(others)).not.toContain("pay-s3cret");
    const remote = { headers: { authorization: "Bearer opens" }, remoteAddress: "203.0.113.7" };
    const { body } = await mock.app.inject({ url: "/_mock/snapshot", ...remote });
    expect(body).toContain("Payroll");
    expect(body).not.toContain("pay-s3cret");
    await mock.close();
    expect(await readFile(join(folder, "store.json"), "utf8")).toContain("pay-s3cret");
  });
});

describe("a seed", () => {
  it("holds roles, people, and keys with and without a secret", async () => {
    const inkit = {
      roles: [{ id: "role_Clerk7", name: "Clerk", permissions: ["folders.create", "users.retrieve"] }],
      users: [{ id: "user_Ada7", first_name: "Ada", last_name: "Okafor", email: "ada@corp.example", roles: ["Clerk"] }],
      service_accounts: [
        { id: "sa_Scanner7", name: "Scanner", roles: ["Clerk", "Developer"], api_key: "scan-s3cret" },
        { id: "sa_Printer7", name: "Printer", description: "third floor", roles: ["Document Viewer"] },
      ],
    };
    const mock = await open({ seed: { inkit } });
    expect(await ask(mock, "/service-account/sa_Scanner7")).toMatchObject({
      body: { has_key: true, roles: [{ id: "role_Clerk7", name: "Clerk" }, { name: "Developer" }], created_by: null },
    });
    expect(await ask(mock, "/service-account/sa_Printer7")).toMatchObject({
      body: { has_key: false, last_generated_at: null, description: "third floor" },
    });
    expect(await ask(mock, "/user/user_Ada7", { token: "scan-s3cret" })).toMatchObject({
      body: { last_name: "Okafor" },
    });
    await mock.close();
  });

  it.each([
    {
      name: "a role that is not there",
      inkit: { service_accounts: [{ name: "P", roles: ["Clerk"] }] },
      says: "roles[0]",
    },
    { name: "a key without a role", inkit: { service_accounts: [{ name: "P", roles: [] }] }, says: "roles" },
    {
      name: "a permission that is not there",
      inkit: { roles: [{ name: "Clerk", permissions: ["folders.own"] }] },
      says: 'inkit.roles[0].permissions.0: there is no permission "folders.own"',
    },
    {
      name: "a role that several are named as",
      inkit: { roles: [{ name: "Clerk" }, { name: "Clerk" }], service_accounts: [{ name: "P", roles: ["Clerk"] }] },
      says: "several roles are named Clerk",
    },
    { name: "a blank name", inkit: { service_accounts: [{ name: " ", roles: ["Admin"] }] }, says: "not blank" },
    { name: "an id of another form", inkit: { roles: [{ id: "7", name: "Clerk" }] }, says: "roles[0].id" },
    {
      name: "an id twice",
      inkit: { roles: [1, 2].map(() => ({ id: "role_a", name: "Clerk" })) },
      says: "inkit.roles[1].id: role_a is taken",
    },
    {
      name: "a secret twice",
      inkit: { service_accounts: ["P", "Q"].map((name) => ({ name, roles: ["Admin"], api_key: "same-s3cret" })) },
      says: "inkit.service_accounts[1].api_key: another key has the same secret",
    },
    {
      name: "an address twice",
      inkit: { users: [1, 2].map(() => ({ first_name: "A", last_name: "B", email: "a@b.example" })) },
      says: "inkit.users[1].email",
    },
  ])("fails with $name", async ({ inkit, says }) => {
    await expect(open({ seed: { inkit } })).rejects.toThrow(says);
  });
});
