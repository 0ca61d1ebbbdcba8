import { describe, expect, it } from "vitest";
import { type MockApp, createMock } from "../app.ts";
import { idTypes } from "#vendors/arize/facts/data/limits.ts";
import * as commonWire from "#vendors/arize/wire/common.ts";
import * as memberWire from "#vendors/arize/wire/member.ts";
import { vendor } from "./index.ts";

const spaceId = Buffer.from(`${idTypes.space}:41:aBcD`).toString("base64");
const keyId = Buffer.from(`${idTypes.key}:42:aBcD`).toString("base64");
const authorization = { authorization: "Bearer ak-admin-of-tests" };

const seed = {
  roles: [{ name: "tag reader", permissions: ["TAG_READ"] }],
  users: [
    { name: "Ines", email: "ines@users.invalid", level: "ADMIN", keys: [{ name: "hers", secret: "ak-ines" }] },
    { name: "Omar", email: "omar@users.invalid", keys: [{ name: "his", secret: "ak-omar" }] },
    { name: "Uma", email: "uma@users.invalid", isDeveloper: false, keys: [{ name: "hers", secret: "ak-uma" }] },
  ],
  organizations: [
    {
      name: "payments",
      members: [{ email: "omar@users.invalid", level: "MEMBER" }],
      spaces: [
        {
          id: spaceId,
          name: "ledger",
          members: [
            { email: "omar@users.invalid", role: "READ_ONLY" },
            { email: "uma@users.invalid", role: "MEMBER" },
          ],
          projects: [{ name: "fraud", isRestricted: true }],
        },
        { name: "refunds", isPrivate: true },
      ],
    },
  ],
  roleBindings: [
    {
      role: "Project Viewer",
      email: "omar@users.invalid",
      organization: "payments",
      space: "ledger",
      project: "fraud",
    },
  ],
  serviceKeys: [
    {
      id: keyId,
      name: "exports",
      secret: "ak-exports",
      createdBy: "ines@users.invalid",
      spaces: [{ organization: "payments", space: "ledger", role: { role: "tag reader" } }],
    },
  ],
};

async function open(change: Readonly<Record<string, unknown>> = {}): Promise<MockApp> {
  return createMock({
    vendors: [vendor],
    seed: { arize: { ...seed, ...change } },
    tokens: { arize: "ak-admin-of-tests" },
  });
}

interface Asked {
  readonly method?: "GET" | "POST" | "PATCH" | "DELETE";
  readonly key?: string;
  readonly payload?: string;
}

async function ask({ app }: MockApp, url: string, { method = "GET", key, payload = "" }: Asked = {}) {
  const headers = key === undefined ? authorization : { authorization: `Bearer ${key}` };
  const response = await app.inject({ method, url: `/arize${url}`, headers, payload });
  const body: unknown = response.body === "" ? undefined : JSON.parse(response.body);
  return { status: response.statusCode, headers: response.headers, body };
}

async function userId(mock: MockApp, email: string): Promise<string> {
  const { body } = await ask(mock, `/v2/users?email=${encodeURIComponent(email)}`);
  return commonWire.pageOf("users", memberWire.user).parse(body).users[0]?.id ?? "";
}

describe("a seeded account", () => {
  it("keeps a key alive that its maker made before leaving", async () => {
    const mock = await open();
    const exports = { key: "ak-exports" };
    expect((await ask(mock, "/v2/spaces", exports)).body).toMatchObject({ spaces: [{ name: "ledger" }] });
    const url = `/v2/users/${encodeURIComponent(await userId(mock, "ines@users.invalid"))}`;
    expect((await ask(mock, url, { method: "DELETE" })).status).toBe(204);
    expect((await ask(mock, "/v2/spaces", { key: "ak-ines" })).status).toBe(401);
    expect((await ask(mock, "/v2/spaces", exports)).status).toBe(200);
    expect((await ask(mock, `/v2/api-keys?space_id=${spaceId}`)).body).toMatchObject({ api_keys: [{ id: keyId }] });
  });

  it("lets nobody but administrators rename people, and annotators read nobody", async () => {
    const note = {
      name: "Ana",
      email: "ana@users.invalid",
      level: "ANNOTATOR",
      keys: [{ name: "hers", secret: "ak-ana" }],
    };
    const mock = await open({ users: [...seed.users, note] });
    const url = `/v2/users/${encodeURIComponent(await userId(mock, "omar@users.invalid"))}`;
    const rename = async (key: string) =>
      (await ask(mock, url, { method: "PATCH", key, payload: '{"name":"Omar B"}' })).status;
    expect([await rename("ak-omar"), await rename("ak-ines")]).toEqual([403, 200]);
    const own = `/v2/users/${encodeURIComponent(await userId(mock, "ana@users.invalid"))}`;
    expect([
      (await ask(mock, url, { key: "ak-ana" })).status,
      (await ask(mock, own, { key: "ak-ana" })).status,
    ]).toEqual([404, 404]);
    expect((await ask(mock, url, { key: "ak-omar" })).status).toBe(200);
  });

  it("shows a restricted project to who is bound to it", async () => {
    const mock = await open();
    expect((await ask(mock, "/v2/projects", { key: "ak-omar" })).body).toMatchObject({ projects: [{ name: "fraud" }] });
    expect((await ask(mock, "/v2/projects", { key: "ak-uma" })).body).toMatchObject({ projects: [] });
  });

  it("lets nobody without developer access make keys, unless the account does", async () => {
    const payload = '{"key_type":"USER","name":"another"}';
    const make = async (mock: MockApp) =>
      (await ask(mock, "/v2/api-keys", { method: "POST", key: "ak-uma", payload })).status;
    expect(await make(await open())).toBe(403);
    expect(await make(await open({ developersOnly: false }))).toBe(201);
  });

  it("limits how long keys live, where it is told to", async () => {
    const mock = await open({ maxKeyLifetimeDays: 30 });
    const make = async (days: number | undefined) => {
      const expires_at = days === undefined ? undefined : new Date(Date.now() + days * 86_400_000).toISOString();
      const payload = JSON.stringify({ key_type: "USER", name: "another", expires_at });
      return (await ask(mock, "/v2/api-keys", { method: "POST", payload })).status;
    };
    expect([await make(29), await make(31), await make(undefined)]).toEqual([201, 422, 422]);
  });

  it("lists service keys without a space, where it is told to", async () => {
    const url = "/v2/api-keys?key_type=SERVICE";
    expect((await ask(await open(), url)).status).toBe(400);
    const mock = await open({ serviceKeysWithoutSpace: "listed" });
    expect((await ask(mock, url)).body).toMatchObject({ api_keys: [{ id: keyId }] });
    expect((await ask(mock, url, { key: "ak-omar" })).body).toMatchObject({ api_keys: [] });
  });

  it("turns away what is too much in a minute, each key by itself, and says when to come back", async () => {
    const mock = await open({ requestsPerMinute: 2 });
    mock.clock.set(Date.parse("2030-01-01T00:00:15Z"));
    const status = async () => (await ask(mock, "/v2/roles")).status;
    expect([await status(), await status(), await status()]).toEqual([200, 200, 429]);
    const { headers, body } = await ask(mock, "/v2/roles");
    expect(Number(headers["retry-after"])).toBeGreaterThan(40);
    expect(body).toMatchObject({ status: 429, title: "Rate limit exceeded" });
    expect((await ask(mock, "/v2/roles", { key: "ak-omar" })).status).toBe(200);
    mock.clock.advance(46_000);
    expect((await ask(mock, "/v2/roles")).status).toBe(200);
  });

  it("keeps the administrator's token working, whatever was done to it", async () => {
    const mock = await open();
    const rows = await mock.world.snapshot();
    const keys = (rows["arize/api-keys"] ?? []).map((row) => ({ ...Object(row), status: "REVOKED" }));
    await mock.world.restore({ ...rows, "arize/api-keys": keys });
    expect((await ask(mock, "/v2/roles")).status).toBe(200);
    expect((await ask(mock, "/v2/spaces", { key: "ak-exports" })).status).toBe(401);
    expect(mock.world.secrets["arize/api-keys"]).toEqual(["secret"]);
    expect(mock.world.secrets["arize/users"]).toEqual(["temporaryPassword"]);
  });

  it.each([
    {
      name: "a role that there is none of",
      change: {
        serviceKeys: [{ name: "k", spaces: [{ organization: "payments", space: "ledger", role: { role: "owner" } }] }],
      },
      says: "serviceKeys[0]",
    },
    {
      name: "a space that there is none of",
      change: { serviceKeys: [{ name: "k", spaces: [{ organization: "payments", space: "x" }] }] },
      says: "space x",
    },
    {
      name: "a key above its maker",
      change: {
        serviceKeys: [
          {
            name: "k",
            createdBy: "uma@users.invalid",
            spaces: [{ organization: "payments", space: "ledger", role: "ADMIN" }],
          },
        ],
      },
      says: "developer",
    },
    {
      name: "a person who is nobody",
      change: { organizations: [{ name: "o", members: [{ email: "x@users.invalid", level: "ADMIN" }] }] },
      says: "members[0]",
    },
    {
      name: "an id of another kind",
      change: { organizations: [{ name: "o", id: spaceId }] },
      says: "AccountOrganization:NUMBER",
    },
  ])("fails on $name", async ({ change, says }) => {
    await expect(open(change)).rejects.toThrow(says);
  });
});
