import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type MockApp, createMock } from "#mock-server/app.ts";
import { vendor } from "#mock-server/inkit/index.ts";
import { AccessError } from "#access/model/errors.ts";
import { Secret } from "#access/schema/secret.ts";
import type { InkitClient } from "#vendors/inkit/client.ts";
import { InkitConnection } from "#vendors/inkit/connection.ts";

const adminToken = "heron-and-holly-41";
const service_accounts = [{ id: "sa_Weak7", name: "Weak", roles: ["Document Viewer"], api_key: "weak-s3cret" }];
const missingId = "sa_0000000000000000000000";

let mock: MockApp;
let endpoint: string;
let traces: string[];

beforeEach(async () => {
  traces = [];
  mock = await createMock({
    vendors: [vendor],
    tokens: { inkit: adminToken },
    seed: { inkit: { service_accounts } },
    sleep: async () => undefined,
  });
  endpoint = `${await mock.app.listen({ host: "127.0.0.1", port: 0 })}/inkit`;
});
afterEach(() => mock.close());

function connect(options: { readonly token?: string; readonly endpoint?: string; readonly maxRetries?: number } = {}) {
  return new InkitConnection({
    endpoint: options.endpoint ?? endpoint,
    token: new Secret(options.token ?? adminToken),
    requestTimeout: 5_000,
    maxRetries: options.maxRetries ?? 2,
    now: () => new Date(),
    sleep: async () => undefined,
    trace: (message, fields) => traces.push(JSON.stringify({ message, ...fields })),
  });
}

function clientOf(options: Parameters<typeof connect>[0] = {}): InkitClient {
  return connect(options).during(new AbortController().signal);
}

async function fault(order: object): Promise<void> {
  const { statusCode, body } = await mock.app.inject({
    method: "POST",
    url: "/_mock/faults",
    payload: JSON.stringify(order),
  });
  expect(statusCode, body).toBeLessThan(300);
}

async function failureOf(work: Promise<unknown>): Promise<AccessError> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof AccessError) return error;
  throw new Error(`no AccessError: ${String(error)}`, { cause: error });
}

function asked(method?: string): readonly string[] {
  return mock.journal
    .entries(method === undefined ? {} : { method })
    .map(({ method: verb, path, status }) => `${verb} ${path.replace("/inkit", "")} ${status}`);
}

const role = (name: string, ...permissions: string[]) => ({ name, description: "", permissions });

describe("every operation", () => {
  it("of roles", async () => {
    const client = clientOf();
    const made = await client.createRole(role("Clerk", "folders.create"));
    expect(await client.findRole(made.id)).toEqual(made);
    const updated = await client.updateRole(made.id, { permissions: ["folders.delete"] });
    expect(updated).toMatchObject({ name: "Clerk", permissions: ["folders.delete"] });
    expect((await client.listRoles()).map(({ name }) => name)).toEqual([
      "Admin",
      "Document Viewer",
      "Document Generation Manager",
      "Developer",
      "Clerk",
    ]);
    await client.deleteRole(made.id);
    await client.deleteRole(made.id);
    expect(await client.findRole(made.id)).toBeUndefined();
  });

  it("of service accounts", async () => {
    const client = clientOf();
    const clerk = await client.createRole(role("Clerk"));
    const made = await client.createAccount({ name: "Scanner", roles: [clerk.id], new_roles: [role("Reader")] });
    expect(made).toMatchObject({ has_key: false, roles: [{ name: "Clerk" }, { name: "Reader" }] });
    expect(await client.findAccount(made.id)).toEqual(made);
    expect(await client.updateAccount(made.id, { name: "Scanner 2", new_roles: [role("Writer")] })).toMatchObject({
      name: "Scanner 2",
      roles: [{ name: "Clerk" }, { name: "Reader" }, { name: "Writer" }],
    });
    expect((await client.listAccounts()).map(({ name }) => name)).toEqual(["mock-admin", "Weak", "Scanner 2"]);
    const { api_key: token, last_generated_at: at } = await client.generate(made.id);
    expect(await client.findAccount(made.id)).toMatchObject({ has_key: true, last_generated_at: at });
    expect(await failureOf(clientOf({ token }).listRoles())).toMatchObject({ code: "forbidden" });
    await client.deleteAccount(made.id);
    await client.deleteAccount(made.id);
    expect(await client.findAccount(made.id)).toBeUndefined();
    expect(traces.join("\n")).not.toContain(token);
  });

  it("of people", async () => {
    const client = clientOf();
    const [owner] = await client.listUsers();
    expect(owner).toMatchObject({ roles: [{ name: "Admin" }], is_active: true });
    expect(await client.findUser(owner?.id ?? "")).toEqual(owner);
    expect(await client.findUser("user_0")).toBeUndefined();
  });
});

describe("changes of one account's roles", () => {
  it("take turns, so that none is lost", async () => {
    const connection = connect();
    const client = connection.during(new AbortController().signal);
    const added = await Promise.all(
      ["a", "b", "c", "d", "e", "f"].map(async (name) => (await client.createRole(role(name))).id),
    );
    // Each through a client of its own, as the provider's calls have.
    const change = (id: string) =>
      connection.during(new AbortController().signal).changeRoles("sa_Weak7", (held) => [...held, id]);
    await Promise.all(added.map(change));
    const { roles } = (await client.findAccount("sa_Weak7")) ?? { roles: [] };
    expect(roles.map(({ id }) => id)).toEqual(expect.arrayContaining(added));
    expect(roles).toHaveLength(7);
  });

  it("are not written where nothing changes", async () => {
    const before = await clientOf().findAccount("sa_Weak7");
    expect(await clientOf().changeRoles("sa_Weak7", (held) => [...held, ...held])).toEqual(before);
    expect(asked("PATCH")).toEqual([]);
  });

  it("go on after one that failed", async () => {
    const client = clientOf();
    const [admin] = await client.listRoles();
    const [none, both] = await Promise.allSettled([
      client.changeRoles("sa_Weak7", () => []),
      client.changeRoles("sa_Weak7", (held) => [...held, admin?.id ?? ""]),
    ]);
    expect(none).toMatchObject({ status: "rejected", reason: { code: "invalid_value" } });
    expect(both).toMatchObject({
      status: "fulfilled",
      value: { roles: [{ name: "Document Viewer" }, { name: "Admin" }] },
    });
  });

  it("fail on an account that is not there", async () => {
    expect(await failureOf(clientOf().changeRoles(missingId, () => []))).toMatchObject({ code: "not_found" });
  });
});

describe("lists", () => {
  it("are read to their end, page by page", async () => {
    const client = clientOf();
    for (let index = 0; index < 130; index += 1) await client.createRole(role(`Many ${index}`));
    mock.journal.clear();
    const names = (await client.listRoles()).map(({ name }) => name);
    expect(new Set(names).size).toBe(134);
    expect(asked()).toEqual(["GET /v1/role 200", "GET /v1/role 200"]);
  });
});

describe("errors", () => {
  it.each([
    {
      name: "a permission that is missing",
      token: "weak-s3cret",
      ask: (client: InkitClient) => client.createRole(role("Clerk")),
      want: { code: "forbidden", message: expect.stringContaining("lacks the permission roles.create") },
    },
    {
      name: "members that do not fit",
      ask: (client: InkitClient) => client.createRole(role(" ", "own")),
      want: { code: "invalid_value", message: expect.stringContaining("permissions.0: there is no permission") },
    },
    {
      name: "a role that is held",
      ask: async (client: InkitClient) => {
        const { id } = await client.createRole(role("Clerk"));
        await client.changeRoles("sa_Weak7", () => [id]);
        await client.deleteRole(id);
      },
      want: { code: "role_in_use", message: expect.stringContaining("1 API keys and 0 users hold Clerk") },
    },
    {
      name: "a standard role",
      ask: async (client: InkitClient) => client.deleteRole((await client.listRoles())[0]?.id ?? ""),
      want: { code: "unsupported", advice: expect.stringContaining("your own role") },
    },
    {
      name: "an account that is not there",
      ask: (client: InkitClient) => client.generate(missingId),
      want: { code: "not_found", message: expect.stringContaining("404 service_account_not_found") },
    },
  ])("say $name", async ({ token, ask, want }) => {
    expect(await failureOf(ask(clientOf(token === undefined ? {} : { token })))).toMatchObject(want);
  });

  it("of an unknown token name the right form, and never the token", async () => {
    const error = await failureOf(clientOf({ token: "other-s3cret" }).listRoles());
    expect(error).toMatchObject({ code: "unauthenticated", advice: expect.stringContaining("X-Inkit-API-Token") });
    expect(`${error.message} ${error.advice}`).not.toContain("other-s3cret");
  });

  it.each(["Bearer other-s3cret", "X-Inkit-API-Token: other-s3cret", "other-s3cret\n"])(
    "of the token %j come before anything is sent",
    (token) => {
      const attempt = (): unknown => connect({ token });
      expect(attempt).toThrow(expect.objectContaining({ code: "invalid_value", path: ["token"] }));
      expect(attempt).not.toThrow("other-s3cret");
      expect(attempt).toThrow("Inkit expects only the secret, in the header X-Inkit-API-Token");
      expect(asked()).toEqual([]);
    },
  );

  it("of an endpoint without these routes take nothing for gone", async () => {
    const client = clientOf({ endpoint: `${endpoint}/v1` });
    const elsewhere = { code: "unexpected_answer", advice: expect.stringContaining("does not document an API") };
    expect(await failureOf(client.findRole("role_7"))).toMatchObject(elsewhere);
    expect(await failureOf(client.deleteAccount("sa_Weak7"))).toMatchObject(elsewhere);
    expect(await failureOf(client.listRoles())).toMatchObject(elsewhere);
  });

  it.each([
    { name: "a 404 from something between", order: { status: 404 }, code: "unexpected_answer" },
    { name: "a web page", order: { body: "html" }, code: "unexpected_answer" },
    { name: "half an answer", order: { body: "truncated" }, code: "unexpected_answer" },
    { name: "a server that fails", order: { status: 500 }, code: "vendor_failed" },
    { name: "a limit that lasts", order: { status: 429, retryAfter: 3600 }, code: "rate_limited" },
  ])("of a read tell $name", async ({ order, code }) => {
    await fault({ route: "GET /inkit/v1/service-account/*", ...order });
    expect(await failureOf(clientOf().findAccount("sa_Weak7"))).toMatchObject({ code });
  });

  it.each([
    { name: "a lost answer", order: { drop: "after" } },
    { name: "half an answer", order: { body: "truncated" } },
    { name: "a proxy that lost it", order: { status: 502, acts: true } },
  ])("of a generation leave $name open, and it is sent once", async ({ order }) => {
    await fault({ route: "POST /inkit/v1/service-account/*/generate", ...order });
    expect(await failureOf(clientOf().generate("sa_Weak7"))).toMatchObject({ code: "outcome_unknown" });
    expect(asked("POST").filter((line) => line.includes("/generate"))).toHaveLength(1);
  });

  it("of a new role's inline creation leave a lost answer open; an edit without is sent again", async () => {
    const client = clientOf();
    await fault({ route: "PATCH /inkit/v1/service-account/*", drop: "after", count: 1 });
    const lost = client.updateAccount("sa_Weak7", { new_roles: [role("Made")] });
    expect(await failureOf(lost)).toMatchObject({ code: "outcome_unknown" });
    expect((await client.listRoles()).filter(({ name }) => name === "Made")).toHaveLength(1);
    await fault({ route: "PATCH /inkit/v1/service-account/*", drop: "after", count: 1 });
    expect(await client.updateAccount("sa_Weak7", { name: "Renamed" })).toMatchObject({ name: "Renamed" });
  });

  it("of a run that was stopped begin nothing", async () => {
    const stop = new AbortController();
    const client = connect().during(stop.signal);
    stop.abort();
    expect(await failureOf(client.generate("sa_Weak7"))).toMatchObject({ code: "interrupted" });
    expect(asked()).toEqual([]);
  });
});
