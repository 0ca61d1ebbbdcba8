import { createServer, type Server } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Holder, Untold } from "#access/model/vendors/told.ts";
import type { Context } from "#access/model/vendors/adapter.ts";
import { Secret } from "#access/schema/secret.ts";
import { accessReads } from "./access-reads.ts";
import { BigeyeConnection } from "./connection.ts";
import { facts } from "./facts/index.ts";

const view = {
  id: 11,
  name: "View",
  roleType: "ROLE_TYPE_VIEW",
  rolePermissions: [{ domains: ["PERMISSION_DOMAIN_ALL"], actions: ["PERMISSION_ACTION_READ"] }],
};
const group = {
  id: 21,
  name: "Readers",
  grants: [{ id: 41, role: view, group: { id: 21 }, workspace: { id: 31, displayName: "Harbour" } }],
};

function createUser(groups: readonly object[]) {
  return { id: 51, name: "deployer", isServiceAccount: true, groups };
}

const member = createUser([{ id: 21, displayName: "Readers" }]);
const ownKeys = { keys: [{ id: 61, name: "ci", owner: member }] };
const forbidden = { code: 403, message: "for administrators" };

let server: Server;
let answers: Readonly<Record<string, object>>;
let asked: string[];
let context: Context<BigeyeConnection>;

beforeEach(async () => {
  asked = [];
  server = createServer((request, response) => {
    const path = (request.url ?? "").replace("/api/v1", "");
    asked.push(path);
    const answer = answers[path] ?? { code: 404, message: "not found" };
    response.writeHead("code" in answer ? Number(answer.code) : 200, { "content-type": "application/json" });
    response.end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const options = {
    endpoint: `http://127.0.0.1:${address.port}`,
    token: new Secret("bigeye_pak_own"),
    requestTimeout: 5_000,
    maxRetries: 0,
    now: () => new Date(0),
    sleep: async () => {},
    trace: () => {},
  };
  const client = new BigeyeConnection(options, () => "unused");
  context = { client, facts, now: options.now, signal: new AbortController().signal, warn: () => {} };
});

afterEach(() => new Promise((resolve) => server.close(resolve)));

const readHolder = (): Promise<Holder | Untold> => accessReads.readHolder(context);

function listTold(holder: Holder | Untold, type: string): readonly unknown[] {
  if ("reason" in holder) throw new Error(holder.reason);
  return holder.told.filter((one) => one.type === type).map(({ state }) => state);
}

describe("the owner of the token", () => {
  it("is in the group of administrators, and is then read once", async () => {
    answers = { "/personal-api-keys": ownKeys, "/users/51": createUser([{ id: 22, displayName: "Admin" }]) };
    const holder = await readHolder();
    expect(listTold(holder, "group")).toEqual([{ id: "22", name: "Admin" }]);
    context.client.reads.forget();
    expect(await readHolder()).toBe(holder);
    expect(asked).toEqual(["/personal-api-keys", "/users/51"]);
  });

  it("holds what its groups are granted, each on its workspace", async () => {
    answers = { "/personal-api-keys": ownKeys, "/users/51": member, "/groups/21": group };
    const holder = await readHolder();
    expect(holder).toMatchObject({ id: "51", title: 'account "deployer" (51)' });
    expect(listTold(holder, "role_binding")).toMatchObject([
      { roleId: "11", groupId: "21", scope: { type: "workspace", id: "31" } },
    ]);
    expect(listTold(holder, "role")).toMatchObject([
      { id: "11", managed: true, permissions: [{ action: "READ", resource: "ALL", selectors: null }] },
    ]);
  });

  it.each([
    { name: "none of its keys has an owner", given: { "/personal-api-keys": { keys: [{ id: 61, name: "ci" }] } } },
    { name: "it cannot read users", given: { "/personal-api-keys": ownKeys, "/users/51": forbidden } },
  ])("is not told of if $name", async ({ given }) => {
    answers = given;
    expect(await readHolder()).toMatchObject({ reason: expect.stringMatching(/\.$/) });
  });
});

describe("what is asked for", () => {
  it("is told, and what does not exist is left out", async () => {
    answers = {
      "/groups": { groups: [group] },
      "/roles": { roles: [view] },
      "/roles/11": view,
      "/groups/21": group,
      "/users/51": member,
    };
    const told = await accessReads.readThings(context, [
      { space: "role", kind: "id", text: "11" },
      { space: "role", kind: "name", text: "View" },
      { space: "role", kind: "name", text: "nobody's" },
      { space: "group", kind: "id", text: "21" },
      { space: "group", kind: "id", text: "23" },
      { space: "principal", kind: "id", text: "51" },
    ]);
    expect(told.map(({ type, state }) => `${type} ${String(state["id"])}`)).toEqual([
      "service_account 51",
      "group_membership 51",
      "group 21",
      "group 21",
      "role_binding 41",
      "role 11",
      "role 11",
      "role 11",
    ]);
  });
});
