import { afterEach, describe, expect, it } from "vitest";
import { type MockApp, createMock } from "../app.ts";
import { vendor } from "./index.ts";

const roles = [
  { id: "role_Clerk7", name: "Clerk", permissions: ["folders.create", "roles.create", "roles.update"] },
  {
    id: "role_Keys7",
    name: "Keys",
    permissions: ["service-accounts.create", "service-accounts.update", "roles.create", "roles.update"],
  },
];
const service_accounts = [
  { id: "sa_Clerk7", name: "Clerk", roles: ["Clerk"] },
  { id: "sa_Keys7", name: "Keys", roles: ["Keys"], api_key: "keys-s3cret" },
];
const users = [
  { id: "user_Ada7", first_name: "Ada", last_name: "Okafor", email: "ada@corp.example", roles: ["Clerk"] },
];

let mock: MockApp;
afterEach(() => mock.close());

async function open(switches: object): Promise<void> {
  mock = await createMock({
    vendors: [vendor],
    tokens: { inkit: "admin-s3cret" },
    seed: { inkit: { ...switches, roles, service_accounts, users } },
  });
}

type Asked = readonly [method: "GET" | "POST" | "PATCH" | "DELETE", path: string, body?: unknown];

async function ask(token: string, [method, path, body]: Asked) {
  const answer = await mock.app.inject({
    method,
    url: `/inkit/v1${path}`,
    headers: { "x-inkit-api-token": token },
    ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
  });
  const answered: unknown = answer.body === "" ? undefined : JSON.parse(answer.body);
  return { status: answer.statusCode, body: answered };
}

async function standardRoleId(): Promise<string> {
  const rows = (await mock.world.snapshot())["inkit/roles"] as readonly { id: string; name: string }[];
  return rows.find(({ name }) => name === "Developer")?.id ?? "";
}

describe("role_deletion", () => {
  it("refused_while_held: counts people among the holders", async () => {
    await open({});
    expect(await ask("admin-s3cret", ["PATCH", "/service-account/sa_Clerk7", { roles: ["role_Keys7"] }])).toMatchObject(
      {
        status: 200,
      },
    );
    expect(await ask("admin-s3cret", ["DELETE", "/role/role_Clerk7"])).toMatchObject({
      status: 422,
      body: { code: "role_in_use", error: expect.stringContaining("0 API keys and 1 users hold Clerk") },
    });
  });

  it("detaches: takes the role from its holders", async () => {
    await open({ role_deletion: "detaches" });
    expect(await ask("admin-s3cret", ["DELETE", "/role/role_Clerk7"])).toMatchObject({ status: 204 });
    for (const path of ["/service-account/sa_Clerk7", "/user/user_Ada7"]) {
      expect(await ask("admin-s3cret", ["GET", path])).toMatchObject({ status: 200, body: { roles: [] } });
    }
  });
});

describe("standard_roles: editable", () => {
  it("lets them be changed and deleted", async () => {
    await open({ standard_roles: "editable" });
    const id = await standardRoleId();
    const change = { permissions: ["users.retrieve"] };
    expect(await ask("admin-s3cret", ["PATCH", `/role/${id}`, change])).toMatchObject({ status: 200, body: change });
    expect(await ask("admin-s3cret", ["DELETE", `/role/${id}`])).toMatchObject({ status: 204 });
  });
});

describe("grants", () => {
  const wider = { name: "Wider", permissions: ["folders.create"] };
  const attempts: readonly { readonly name: string; readonly asked: Asked }[] = [
    { name: "a role", asked: ["POST", "/role", wider] },
    { name: "an edit of a role", asked: ["PATCH", "/role/role_Keys7", { permissions: ["folders.create"] }] },
    { name: "a key with a role", asked: ["POST", "/service-account", { name: "New", roles: ["role_Clerk7"] }] },
    { name: "a key with a new role", asked: ["POST", "/service-account", { name: "New", new_roles: [wider] }] },
    { name: "a role for itself", asked: ["PATCH", "/service-account/sa_Keys7", { roles: ["role_Clerk7"] }] },
  ];

  it.each(attempts)("own: fails for $name that holds more than its maker", async ({ asked }) => {
    await open({ grants: "own" });
    const before = await mock.world.snapshot();
    expect(await ask("keys-s3cret", asked)).toMatchObject({
      status: 403,
      body: { code: "permission_missing", error: expect.stringContaining("folders.create") },
    });
    expect(await mock.world.snapshot()).toEqual(before);
  });

  it.each(attempts)("any: lets $name pass", async ({ asked }) => {
    await open({});
    expect((await ask("keys-s3cret", asked)).status).toBeLessThan(300);
  });

  it("own: leaves what a key held before to it, and lets the administrator give all", async () => {
    await open({ grants: "own" });
    const kept = { roles: ["role_Clerk7", "role_Keys7"] };
    expect(await ask("keys-s3cret", ["PATCH", "/service-account/sa_Clerk7", kept])).toMatchObject({ status: 200 });
    for (const { asked } of attempts) expect((await ask("admin-s3cret", asked)).status).toBeLessThan(300);
  });

  it("own: lets a role be described by whoever lacks what it holds", async () => {
    await open({ grants: "own" });
    const change = { description: "files things" };
    expect(await ask("keys-s3cret", ["PATCH", "/role/role_Clerk7", change])).toMatchObject({
      status: 200,
      body: change,
    });
  });
});
