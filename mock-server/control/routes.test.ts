import type { InjectOptions } from "fastify";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type MockApp, createMock } from "../app.ts";
import { snapshot } from "./shapes.ts";

const remote = { remoteAddress: "192.0.2.7", headers: { authorization: "Bearer opens" } };
const accounts = "/signoz/api/v1/service_accounts";
const seed = { signoz: { serviceAccounts: [{ name: "seeded", keys: [{ name: "ci", secret: "seeded-secret" }] }] } };

let mock: MockApp;
beforeEach(async () => {
  mock = await createMock({ seed, tokens: { signoz: "admin-token" }, controlToken: "opens" });
});
afterEach(() => mock.close());

interface Told {
  readonly status: number;
  readonly body: unknown;
}

async function control(
  method: "GET" | "POST" | "PUT" | "DELETE",
  path: string,
  options: InjectOptions = {},
): Promise<Told> {
  const response = await mock.app.inject({ method, url: `/_mock${path}`, ...options });
  return { status: response.statusCode, body: response.body === "" ? undefined : response.json() };
}

async function names(): Promise<readonly string[]> {
  const response = await mock.app.inject({ url: accounts, headers: { "signoz-api-key": "admin-token" } });
  const { data } = response.json<{ data: { name: string }[] }>();
  return data.map(({ name }) => name);
}

async function create(name: string): Promise<void> {
  const headers = { "signoz-api-key": "admin-token" };
  await mock.app.inject({ method: "POST", url: accounts, headers, payload: JSON.stringify({ name }) });
}

describe("/_mock", () => {
  it("fails for another machine without the token", async () => {
    const { status, body } = await control("GET", "/snapshot", { remoteAddress: "192.0.2.7" });
    expect(status).toBe(403);
    expect(JSON.stringify(body)).toContain("Bearer CONTROL_TOKEN");
  });

  it("publishes the schemas of what it takes and gives", async () => {
    const { body } = await control("GET", "/schema");
    expect(Object.keys(Object(body)).sort()).toEqual(
      [
        "clock",
        "clockChange",
        "failure",
        "faultOrder",
        "faults",
        "journal",
        "journalFilter",
        "seed",
        "snapshot",
        "ssoLogin",
        "ssoSession",
      ].sort(),
    );
  });
});

describe("/_mock/reset", () => {
  it("brings back the first world, the seed, the time and an empty journal; tokens stay", async () => {
    await create("later");
    await control("PUT", "/clock", { payload: '{"advance":"90d"}' });
    expect(await control("POST", "/reset")).toEqual({ status: 204, body: undefined });
    expect(mock.journal.entries()).toEqual([]);
    expect(Math.abs(mock.clock.now() - Date.now())).toBeLessThan(10_000);
    expect(await names()).toEqual(["mock-admin", "seeded"]);
  });
});

describe("/_mock/seed", () => {
  it("adds to the world", async () => {
    const payload = JSON.stringify({ signoz: { serviceAccounts: [{ name: "second", roles: ["signoz-viewer"] }] } });
    expect((await control("POST", "/seed", { payload })).status).toBe(204);
    expect(await names()).toEqual(["mock-admin", "seeded", "second"]);
  });

  it.each([
    { name: "a vendor that is not there", payload: { acme: {} }, says: "acme" },
    { name: "a member that is not there", payload: { signoz: { teams: [] } }, says: "teams" },
    {
      name: "what the vendor refuses",
      payload: { signoz: { serviceAccounts: [{ name: "third" }, { name: "Not-A-Name" }] } },
      says: "signoz.serviceAccounts[1]",
    },
    {
      name: "a secret that another key has",
      payload: { signoz: { serviceAccounts: [{ name: "third", keys: [{ name: "ci", secret: "seeded-secret" }] }] } },
      says: "signoz.serviceAccounts[0].keys[0]",
    },
    {
      name: "a role that is not there",
      payload: { signoz: { serviceAccounts: [{ name: "third", roles: ["on-call"] }] } },
      says: "signoz.serviceAccounts[0].roles[0]",
    },
  ])("fails on $name and keeps nothing of it", async ({ payload, says }) => {
    const { status, body } = await control("POST", "/seed", { payload: JSON.stringify(payload) });
    expect(status).toBe(400);
    expect(JSON.stringify(body)).toContain(says);
    expect(await names()).toEqual(["mock-admin", "seeded"]);
  });
});

describe("/_mock/snapshot", () => {
  it("brings a world back as it was", async () => {
    const { body } = await control("GET", "/snapshot");
    await create("later");
    expect((await control("PUT", "/snapshot", { payload: JSON.stringify(body) })).status).toBe(204);
    expect(await names()).toEqual(["mock-admin", "seeded"]);
    expect(JSON.stringify(body)).toContain("seeded-secret");
  });

  it("keeps this mock's token working in another mock's world", async () => {
    const other = await createMock({ tokens: { signoz: "other-token" } });
    const taken = await other.app.inject({ url: "/_mock/snapshot" });
    await other.close();
    expect((await control("PUT", "/snapshot", { payload: taken.body })).status).toBe(204);
    expect(await names()).toEqual(["mock-admin"]);
  });

  it("holds no secret for other machines, and cannot be put back then", async () => {
    const { status, body } = await control("GET", "/snapshot", remote);
    expect(status).toBe(200);
    expect(JSON.stringify(body)).not.toMatch(/seeded-secret|admin-token/);
    expect(snapshot.parse(body).hasSecrets).toBe(false);
    const put = await control("PUT", "/snapshot", { payload: JSON.stringify(body) });
    expect(put.status).toBe(400);
  });

  it.each(["__proto__", "constructor", "acme/nothing"])("fails with a table that there is not: %s", async (name) => {
    const before = await control("GET", "/snapshot");
    const payload = `{"format":1,"hasSecrets":true,"tables":{${JSON.stringify(name)}:[{"id":"1"}]}}`;
    const { status, body } = await control("PUT", "/snapshot", { payload });
    expect(status).toBe(400);
    expect(JSON.stringify(body)).toContain(`no such table: ${name}`);
    expect(await control("GET", "/snapshot")).toEqual(before);
  });

  it("may be large", async () => {
    const serviceAccounts = Array.from({ length: 20_000 }, (_, index) => ({ name: `account-${index}` }));
    await control("POST", "/seed", { payload: JSON.stringify({ signoz: { serviceAccounts } }) });
    const { body } = await control("GET", "/snapshot");
    await control("POST", "/reset");
    expect((await control("PUT", "/snapshot", { payload: JSON.stringify(body) })).status).toBe(204);
    expect(await names()).toHaveLength(20_002);
  });

  it.each([
    { name: "no JSON", payload: "tables" },
    { name: "another shape", payload: '{"tables":{}}' },
    { name: "an unknown table", payload: '{"format":1,"hasSecrets":true,"tables":{"acme/things":[]}}' },
    { name: "a row that does not fit", payload: '{"format":1,"hasSecrets":true,"tables":{"signoz/keys":[{"id":1}]}}' },
  ])("fails on $name and changes nothing", async ({ payload }) => {
    expect((await control("PUT", "/snapshot", { payload })).status).toBe(400);
    expect(await names()).toEqual(["mock-admin", "seeded"]);
  });
});

describe("/_mock/clock", () => {
  it("is set and advanced", async () => {
    const set = await control("PUT", "/clock", { payload: '{"now":"2031-05-06T07:08:09+02:00"}' });
    expect(JSON.stringify(set.body)).toContain("2031-05-06T05:08:09");
    await control("PUT", "/clock", { payload: '{"advance":"1d12h"}' });
    expect(JSON.stringify((await control("GET", "/clock")).body)).toContain("2031-05-07T17:08:");
  });

  it.each(["{}", '{"now":"tomorrow"}', '{"advance":"soon"}', '{"advance":3}', "90d"])(
    "fails on %s",
    async (payload) => {
      expect((await control("PUT", "/clock", { payload })).status).toBe(400);
    },
  );
});

describe("/_mock/requests", () => {
  it("has who asked what, and no secret", async () => {
    const key = { "signoz-api-key": "seeded-secret" };
    await mock.app.inject({ url: `${accounts}?token=seeded-secret`, headers: key });
    await mock.app.inject({ url: "/signoz/nowhere", headers: key });
    const { body } = await control("GET", "/requests");
    expect(body).toMatchObject([
      { vendor: "signoz", method: "GET", path: accounts, operationId: "ListServiceAccounts", status: 403 },
      { path: "/signoz/nowhere", operationId: null, status: 200, principal: null },
    ]);
    expect(JSON.stringify(body)).toMatch(/"principal":"service_account\/[0-9a-f-]{36}"/);
    expect(JSON.stringify(body)).not.toContain("seeded-secret");
  });

  it("is filtered and emptied", async () => {
    await names();
    await mock.app.inject({ url: accounts });
    expect((await control("GET", "/requests?status=401")).body).toHaveLength(1);
    expect((await control("GET", "/requests?method=get&path=/signoz/api")).body).toHaveLength(2);
    expect((await control("GET", "/requests?colour=red")).status).toBe(400);
    expect((await control("DELETE", "/requests")).status).toBe(204);
    expect((await control("GET", "/requests")).body).toEqual([]);
  });
});
