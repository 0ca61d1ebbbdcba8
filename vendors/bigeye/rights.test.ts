import { createServer, type Server } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { allows } from "#access/model/permissions/permission.ts";
import type { Context } from "#access/model/vendors/adapter.ts";
import { Secret } from "#access/schema/secret.ts";
import { BigeyeConnection } from "./connection.ts";
import { facts } from "./facts/index.ts";
import { permissions as algebra } from "./facts/permissions.ts";
import { findGrantGain, readGroupPermissions } from "./gains.ts";
import { group as groupAdapter } from "./resources/group.ts";
import { readRights } from "./rights.ts";

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
const admins = { id: 22, name: "Admin" };

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

const createAtom = (action: string, selector: string) => ({ action, resource: "TABLE", selector });

describe("the rights of the token", () => {
  it("are everything for an administrator, and are read once", async () => {
    answers = { "/personal-api-keys": ownKeys, "/users/51": createUser([{ id: 22, displayName: "Admin" }]) };
    expect(await readRights(context, [])).toEqual({ kind: "all" });
    context.client.reads.forget();
    expect(await readRights(context, [])).toEqual({ kind: "all" });
    expect(asked).toEqual(["/personal-api-keys", "/users/51"]);
  });

  it("are its groups' grants, each limited to its workspace", async () => {
    answers = { "/personal-api-keys": ownKeys, "/users/51": member, "/groups/21": group };
    const read = await readRights(context, []);
    if (read.kind !== "some") throw new Error(`the rights are ${read.kind}`);
    expect(read.holder).toBe('user "deployer" (51)');
    expect(allows(read.permissions, createAtom("READ", "31"), algebra)).toBe(true);
    expect(allows(read.permissions, createAtom("READ", "32"), algebra)).toBe(false);
    expect(allows(read.permissions, createAtom("WRITE", "31"), algebra)).toBe(false);
  });

  it("include the roles that it may delegate, on every workspace", async () => {
    const roles = { roles: [view] };
    answers = { "/personal-api-keys": ownKeys, "/users/51": member, "/groups/21": group, "/roles": roles };
    const read = await readRights(context, ["View", "nobody's"]);
    if (read.kind !== "some") throw new Error(`the rights are ${read.kind}`);
    expect(allows(read.permissions, createAtom("READ", "32"), algebra)).toBe(true);
  });

  it.each([
    { name: "none of its keys has an owner", given: { "/personal-api-keys": { keys: [{ id: 61, name: "ci" }] } } },
    { name: "it cannot read users", given: { "/personal-api-keys": ownKeys, "/users/51": forbidden } },
  ])("are unknown if $name", async ({ given }) => {
    answers = given;
    expect((await readRights(context, [])).kind).toBe("unknown");
  });
});

describe("the gain of a change", () => {
  it("is everything for the Admin group", async () => {
    answers = { "/groups/22": admins };
    expect(allows(await readGroupPermissions(context, "22"), createAtom("PREVIEW", "32"), algebra)).toBe(true);
  });

  it("is the role, limited to its workspace", async () => {
    answers = { "/roles/11": view };
    const sides = { id: "", roleId: "11", groupId: "21", serviceAccountId: null, memberId: null };
    const planned = { ...sides, scope: { type: "workspace", id: "31" }, reason: null, until: null };
    const gain = await findGrantGain(context, { prior: null, planned })?.();
    expect(gain?.subject).toBe('The grant to group 21 of role "View" (11)');
    expect(gain?.after).toEqual([{ action: "READ", resource: "ALL", selectors: ["31"] }]);
  });

  it("is what a group holds, for the users of another group of the identity provider", async () => {
    answers = { "/groups/21": group };
    const find = (before: readonly string[] | null, after: readonly string[] | null) => {
      const prior = { id: "21", name: "Readers", idpGroups: before };
      return groupAdapter.gains?.(context, { prior, planned: { ...prior, idpGroups: after } });
    };
    const gain = await find(["ops"], ["ops", "everyone"])?.();
    expect(gain?.subject).toBe('`idp_groups` of group "Readers" (21)');
    expect(gain?.after).toEqual([{ action: "READ", resource: "ALL", selectors: ["31"] }]);
    expect([find(["ops"], []), find(["ops"], null), find(["ops"], ["ops"])]).toEqual([undefined, undefined, undefined]);
  });
});
