import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type MockApp, type MockOptions, createMock } from "../app.ts";
import { FileStore } from "../shared/store/file-store.ts";
import { vendor } from "./index.ts";

interface Asking {
  readonly payload?: object;
  /** @default the administrator's key */
  readonly authorization?: string;
}

async function ask(mock: MockApp, request: string, { payload, authorization }: Asking = {}) {
  const [method, path] = request.split(" ");
  const headers = { authorization: authorization ?? `apikey ${mock.world.tokens["bigeye"]}` };
  return mock.app.inject({
    method: method === "PUT" ? "PUT" : method === "POST" ? "POST" : method === "DELETE" ? "DELETE" : "GET",
    url: `/bigeye/api/v1${path}`,
    headers,
    ...(payload === undefined ? {} : { payload: JSON.stringify(payload) }),
  });
}

describe("the first world", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "latchkey-bigeye-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const open = async (options: MockOptions = {}): Promise<MockApp> =>
    createMock({ vendors: [vendor], ...options, store: await FileStore.open(join(folder, "store.json")) });

  it("leaves out what is zero, or writes it where the seed says so", async () => {
    const members = async (seed: object) => {
      const mock = await open({ seed: { bigeye: { ...seed, groups: [{ name: "Empty" }] } } });
      const { groups } = (await ask(mock, "GET /groups")).json<{ groups: { name: string }[] }>();
      const group = groups.find(({ name }) => name === "Empty");
      await rm(join(folder, "store.json"), { force: true });
      return group;
    };
    const shown = await members({});
    expect(Object.keys(shown ?? {}).sort()).toEqual(["id", "name"]);
    expect(await members({ writesZeros: true })).toMatchObject({ users: [], memberships: [], grants: [] });
  });

  it("is a company with its roles, groups and workspace, and an administrator's key", async () => {
    const mock = await open();
    expect(mock.world.tokens["bigeye"]).toMatch(/^bigeye_pak_[\w-]{43}$/);
    const tables = await mock.world.snapshot();
    expect(Object.fromEntries(Object.entries(tables).map(([name, rows]) => [name, rows.length]))).toEqual({
      "bigeye/settings": 1,
      "bigeye/users": 1,
      "bigeye/keys": 1,
      "bigeye/agent-keys": 0,
      "bigeye/groups": 4,
      "bigeye/memberships": 1,
      "bigeye/roles": 4,
      "bigeye/grants": 3,
      "bigeye/workspaces": 1,
      "bigeye/collections": 0,
    });
    expect(mock.world.secrets).toMatchObject({
      "bigeye/users": ["password"],
      "bigeye/keys": ["secret"],
      "bigeye/agent-keys": ["secret"],
    });
    await mock.close();
  });

  it("outlives the process with its token, takes another when one is said, and is not seeded again", async () => {
    const seed = { bigeye: { serviceAccounts: [{ name: "seeded" }] } };
    const first = await open({ seed });
    const token = first.world.tokens["bigeye"];
    await first.close();
    const second = await open({ seed });
    expect(second.world.tokens["bigeye"]).toBe(token);
    expect((await second.world.snapshot())["bigeye/users"]).toHaveLength(2);
    await second.close();
    const third = await open({ tokens: { bigeye: "said-this-time" } });
    expect((await ask(third, "GET /users")).statusCode).toBe(200);
    expect((await third.world.snapshot())["bigeye/keys"]).toHaveLength(1);
    await third.close();
  });

  it("gets a new administrator's key when that one was revoked", async () => {
    const first = await open();
    const token = first.world.tokens["bigeye"];
    const [key] = (await ask(first, "GET /personal-api-keys")).json<{ keys: { id: number }[] }>().keys;
    await ask(first, `DELETE /personal-api-keys/${key?.id}`);
    expect((await ask(first, "GET /users")).statusCode).toBe(401);
    await first.close();
    const second = await open();
    expect(second.world.tokens["bigeye"]).not.toBe(token);
    expect((await ask(second, "GET /users")).statusCode).toBe(200);
    expect((await second.world.snapshot())["bigeye/users"]).toHaveLength(1);
    await second.close();
  });
});

const seed = {
  bigeye: {
    inUse: "refuse",
    workspaces: [{ name: "core", id: 9301 }],
    roles: [
      {
        name: "reader",
        id: 9101,
        baseRole: "ROLE_TYPE_VIEW",
        rolePermissions: [{ domains: ["PERMISSION_DOMAIN_TABLE"], actions: ["PERMISSION_ACTION_PREVIEW"] }],
      },
    ],
    groups: [{ name: "analysts", id: 9201, idpGroups: ["okta-data"], grants: [{ role: "reader", workspace: "core" }] }],
    members: [
      { name: "Ada", id: 9401, email: "ada@acme.example", password: "correct horse", groups: ["Admin"] },
      { name: "Bob", id: 9402, email: "bob@acme.example", idpGroups: ["okta-data"], groups: ["analysts"] },
    ],
    serviceAccounts: [{ name: "loader", id: 9501, groups: ["analysts"], keys: [{ name: "ci", secret: "loader-key" }] }],
  },
};

describe("a seed", () => {
  let mock: MockApp;
  beforeEach(async () => {
    mock = await createMock({ vendors: [vendor], seed });
  });
  afterEach(() => mock.close());

  const basic = (login: string): string => `Basic ${Buffer.from(login).toString("base64")}`;

  it("lets people log in by password, and nobody else", async () => {
    const status = async (login: string) => (await ask(mock, "GET /users", { authorization: basic(login) })).statusCode;
    expect(await status("ADA@acme.example:correct horse")).toBe(200);
    expect(await status("ada@acme.example:wrong")).toBe(401);
    expect(await status("bob@acme.example:")).toBe(401);
    expect(await status("loader:loader-key")).toBe(401);
    expect((await ask(mock, "GET /workspaces", { authorization: "apikey loader-key" })).statusCode).toBe(200);
  });

  it("makes members by way of IdP groups, whom no hand takes out", async () => {
    const group = async () =>
      (await ask(mock, "GET /groups/9201")).json<{
        memberships: { user: { id: number }; membershipPaths: string[] }[];
      }>();
    const both = ["GROUP_MEMBERSHIP_VIA_MANUAL_ASSIGNMENT", "GROUP_MEMBERSHIP_VIA_IDP_GROUPS"];
    const bob = (await group()).memberships.find(({ user }) => user.id === 9402);
    expect(bob?.membershipPaths).toEqual(both);
    const payload = { operation: "GROUP_USER_OPERATION_REMOVE", userIds: [9402, 9501], groupIds: [9201] };
    expect((await ask(mock, "PUT /groups/users", { payload })).json()).toMatchObject({
      successfulIds: [{ userId: 9501 }],
      failedUpdates: [{ userId: 9402, reason: expect.stringContaining("IdP") }],
    });
    await ask(mock, "PUT /users/9402", { payload: { name: "Bob" } });
    const [left] = (await group()).memberships;
    expect(left).toMatchObject({ user: { id: 9402 }, membershipPaths: ["GROUP_MEMBERSHIP_VIA_IDP_GROUPS"] });
    await ask(mock, "PUT /groups/9201", { payload: { name: "analysts" } });
    expect((await group()).memberships).toBeUndefined();
  });

  it("has the deletion of what is granted refused, where it says so", async () => {
    expect((await ask(mock, "DELETE /roles/9101")).statusCode).toBe(400);
    expect((await ask(mock, "DELETE /groups/9201")).statusCode).toBe(400);
    expect((await ask(mock, "GET /groups/9201")).json()).toMatchObject({ grants: [{ role: { id: 9101 } }] });
  });

  it("leaves one admin at least", async () => {
    const authorization = basic("ada@acme.example:correct horse");
    const { users } = (await ask(mock, "GET /users")).json<{ users: { id: number; name: string }[] }>();
    const admin = users.find(({ name }) => name === "mock-admin")?.id;
    expect(
      (await ask(mock, "POST /users/bulk-delete", { payload: { userIds: [admin] }, authorization })).json(),
    ).toEqual({
      successfulIds: [admin],
    });
    expect((await ask(mock, "PUT /users/9401", { payload: { name: "Ada" }, authorization })).statusCode).toBe(400);
    const [group] = (await ask(mock, "GET /groups", { authorization })).json<{ groups: { id: number }[] }>().groups;
    const payload = { operation: "GROUP_USER_OPERATION_REMOVE", userIds: [9401], groupIds: [group?.id] };
    expect((await ask(mock, "PUT /groups/users", { payload, authorization })).json()).toMatchObject({
      failedUpdates: [{ userId: 9401 }],
    });
    expect((await ask(mock, "GET /users", { authorization })).statusCode).toBe(200);
  });

  it.each([
    {
      name: "a group that there is not",
      part: { serviceAccounts: [{ name: "x", groups: ["ghosts"] }] },
      says: "ghosts",
    },
    { name: "a taken id", part: { serviceAccounts: [{ name: "x", id: 9501 }] }, says: "9501 is taken" },
    { name: "a taken name", part: { groups: [{ name: "analysts" }] }, says: "bigeye.groups[0]" },
    { name: "a role that says nothing", part: { roles: [{ name: "x" }] }, says: "bigeye.roles[0]" },
    { name: "a base that there is not", part: { roles: [{ name: "x", baseRole: "VIEW" }] }, says: "baseRole" },
    {
      name: "a grant of the admins' role",
      part: { groups: [{ name: "x", grants: [{ role: "Admin" }] }] },
      says: "bigeye.groups[0].grants[0]",
    },
  ])("fails on $name, with the place, and leaves nothing of it", async ({ part, says }) => {
    const before = await mock.world.snapshot();
    await expect(mock.world.seed({ bigeye: part })).rejects.toThrow(says);
    expect(await mock.world.snapshot()).toEqual(before);
  });
});
