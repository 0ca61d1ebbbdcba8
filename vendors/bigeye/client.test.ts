import { createServer } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { type MockApp, createMock } from "#mock-server/app.ts";
import { vendor } from "#mock-server/bigeye/index.ts";
import { AccessError } from "#access/model/errors.ts";
import { Secret } from "#access/schema/secret.ts";
import type { BigeyeClient } from "./client.ts";
import { BigeyeConnection } from "./connection.ts";

const nobody = "2000000001";

function createClient(endpoint: string, token: string): BigeyeClient {
  const options = {
    endpoint,
    token: new Secret(token),
    requestTimeout: 5_000,
    maxRetries: 2,
    now: () => new Date(0),
    sleep: async () => {},
    trace: () => {},
  };
  const connection = new BigeyeConnection(options, () => "unused");
  return connection.during(new AbortController().signal);
}

async function catchError(work: Promise<unknown>): Promise<AccessError> {
  const error: unknown = await work.then(
    () => new Error("it succeeded"),
    (failure: unknown) => failure,
  );
  if (error instanceof AccessError) return error;
  throw error;
}

describe("against the mock", () => {
  let mock: MockApp;
  let url: string;
  let client: BigeyeClient;
  beforeEach(async () => {
    const serviceAccounts = [
      { name: "stuck", id: 9001, deletion: "fails" },
      { name: "skipped", id: 9002, deletion: "notRun" },
      { name: "loose", id: 9003 },
    ];
    const roles = [
      {
        name: "reader",
        id: 9101,
        rolePermissions: [{ domains: ["PERMISSION_DOMAIN_TABLE"], actions: ["PERMISSION_ACTION_READ"] }],
      },
    ];
    const groups = [{ name: "loaders", id: 9201 }];
    const seed = { bigeye: { serviceAccounts, roles, groups, workspaces: [{ name: "core", id: 9301 }] } };
    mock = await createMock({ vendors: [vendor], seed });
    url = `${await mock.app.listen({ host: "127.0.0.1", port: 0 })}/bigeye`;
    client = createClient(url, mock.world.tokens["bigeye"] ?? "");
  });
  afterEach(() => mock.close());

  const sides = { role: "9101", group: "9201", workspace: "9301" };

  it("creates, reads, updates and deletes an account with its keys", async () => {
    const { id } = await client.createAccount({ name: "nightly", groupIds: ["9201"] });
    expect(await client.findUser(id)).toMatchObject({ name: "nightly", groups: [{ id: "9201" }] });
    const { apiKey, info } = await client.createKey({ account: id, name: "ci", description: "" });
    expect((await client.listKeys(id)).map((key) => key.id)).toEqual([info.id]);
    expect((await client.listAllKeys()).find((key) => key.id === info.id)?.owner?.id).toBe(id);
    const own = createClient(url, apiKey);
    await own.verify();
    expect((await own.listOwnKeys()).map(({ owner }) => owner?.id)).toEqual([id]);
    expect(await client.updateUser(id, { name: "weekly", groupIds: [] })).toMatchObject({ name: "weekly", groups: [] });
    await client.revokeKey(id, info.id);
    await client.revokeKey(id, info.id);
    expect((await catchError(own.verify())).code).toBe("unauthenticated");
    await client.deleteUsers([id]);
    await client.deleteUsers([id]);
    expect(await client.findUser(id)).toBeUndefined();
  });

  it("grants and revokes a role idempotently", async () => {
    const given = await client.groups.grant([sides]);
    await client.groups.grant([sides]);
    expect(given).toMatchObject([sides]);
    expect((await client.groups.find("9201"))?.grants.map(({ id }) => id)).toEqual(given.map(({ id }) => id));
    expect((await client.readRoleAccessors("9101")).groups).toMatchObject([{ id: "9201" }]);
    await client.groups.revoke(given);
    await client.groups.revoke(given);
    expect((await client.groups.find("9201"))?.grants).toEqual([]);
  });

  it("adds and removes group users idempotently", async () => {
    const membership = { user: "9003", group: "9201" };
    await client.groups.addUser(membership);
    await client.groups.addUser(membership);
    expect((await client.groups.find("9201"))?.users).toMatchObject([{ id: "9003" }]);
    await client.groups.removeUser(membership);
    await client.groups.removeUser(membership);
    expect((await client.groups.find("9201"))?.users).toEqual([]);
  });

  it("creates, updates and deletes roles and groups", async () => {
    const content = { name: "viewer", description: "", baseRole: "ROLE_TYPE_VIEW", rolePermissions: [] };
    const { id } = await client.createRole(content);
    expect(await client.updateRole(id, { ...content, description: "reads" })).toMatchObject({ description: "reads" });
    await client.deleteRole(id);
    await client.deleteRole(id);
    expect(await client.findRole(id)).toBeUndefined();
    const group = await client.groups.create({ name: "team", idpGroups: ["okta"] });
    expect(await client.groups.update(group.id, { name: "crew", idpGroups: [] })).toMatchObject({ name: "crew" });
    await client.groups.delete(group.id);
    await client.groups.delete(group.id);
    expect(await client.groups.find(group.id)).toBeUndefined();
    expect((await client.listWorkspaces()).map(({ name }) => name)).toContain("core");
  });

  it("fails for each user that still exists although the bulk deletion answers 200", async () => {
    const { code, message } = await catchError(client.deleteUsers(["9001", "9002", nobody, "9003"]));
    expect(code).toBe("vendor_failed");
    expect(message).toContain("2 of 4 failed (user 9001: the deletion failed; user 9002: it was not run)");
    expect(await client.findUser("9003")).toBeUndefined();
  });

  it("fails with one error that lists each failed grant", async () => {
    const wanted = [{ ...sides, role: nobody }, sides, { ...sides, workspace: nobody }];
    const { code, message } = await catchError(client.groups.grant(wanted));
    expect(code).toBe("vendor_failed");
    expect(message).toContain("2 of 3 failed");
    expect(message).toContain(`role ${nobody} to group 9201 on workspace 9301: the role was not found`);
    expect(message).toContain(`role 9101 to group 9201 on workspace ${nobody}: the workspace was not found`);
  });

  it("fails on adding an unknown user to a group", async () => {
    const failure = await catchError(client.groups.addUser({ user: nobody, group: "9201" }));
    expect(failure.message).toContain(`user ${nobody} in group 9201: the user was not found`);
  });

  it.each([
    { name: "an unknown key", token: "bigeye_pak_nobody" },
    { name: "a key with a word before it", token: "Bearer bigeye_pak_nobody" },
  ])("fails on $name and shows the right form", async ({ token }) => {
    const { code, message, advice } = await catchError(createClient(url, token).listUsers());
    expect(code).toBe("unauthenticated");
    expect(advice).toContain("Authorization: apikey KEY");
    expect(message + advice).not.toContain("nobody");
  });

  it("fails on a taken name, on an invalid body and without rights", async () => {
    const create = (name: string) => client.groups.create({ name, idpGroups: [] });
    expect((await catchError(create("loaders"))).code).toBe("already_exists");
    expect((await catchError(create(" "))).code).toBe("invalid_value");
    const { apiKey } = await client.createKey({ account: "9003", name: "ci", description: "" });
    expect((await catchError(createClient(url, apiKey).listUsers())).code).toBe("forbidden");
  });
});

describe("against undocumented responses", () => {
  const answers = new Map<string, { readonly status: number; readonly body: string }>();
  const server = createServer((request, response) => {
    const { status, body } = answers.get(`${request.method} ${request.url}`) ?? { status: 500, body: "" };
    response.writeHead(status, { "content-type": body.startsWith("<") ? "text/html" : "application/json" });
    response.end(body);
  });
  let client: BigeyeClient;
  beforeEach(async () => {
    answers.clear();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = z.object({ port: z.number() }).parse(server.address());
    client = createClient(`http://127.0.0.1:${port}`, "bigeye_pak_x");
  });
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  const answer = (route: string, status: number, body: unknown): void => {
    answers.set(route, { status, body: typeof body === "string" ? body : JSON.stringify(body) });
  };

  it.each([
    { name: "404 with the status as the code", status: 404, body: { code: 404, message: "no" } },
    { name: "404 with gRPC's code", status: 404, body: { code: 5, error: "no" } },
    { name: "400 with gRPC's code", status: 400, body: { code: 5, message: "no" } },
  ])("treats $name as gone if the list does not have the user either", async ({ status, body }) => {
    answer("GET /api/v1/users/7", status, body);
    answer("GET /api/v1/users", 200, { users: [{ id: 8 }] });
    expect(await client.findUser("7")).toBeUndefined();
  });

  it("fails on a 404 for a listed user, and on a 404 that is not Bigeye's", async () => {
    answer("GET /api/v1/users/7", 404, { code: 404, message: "no" });
    answer("GET /api/v1/users", 200, { users: [{ id: "7" }] });
    expect((await catchError(client.findUser("7"))).code).toBe("not_found");
    answer("GET /api/v1/users/7", 404, "<html>not here</html>");
    expect((await catchError(client.findUser("7"))).code).toBe("unexpected_answer");
  });

  it("reads the id of a grant from its group if the response omits it", async () => {
    const grant = { role: { id: 1 }, group: { id: 2 }, workspace: { id: 3 } };
    answer("PUT /api/v1/groups/grants", 200, { successfulRequests: [grant] });
    answer("GET /api/v1/groups/2", 200, { id: 2, grants: [{ ...grant, id: "44" }] });
    const wanted = { role: "1", group: "2", workspace: "3" };
    expect(await client.groups.grant([wanted])).toEqual([{ ...wanted, id: "44" }]);
  });

  it("fails if a 200 does not mention the grant", async () => {
    answer("PUT /api/v1/groups/grants", 200, {});
    const failure = await catchError(client.groups.grant([{ role: "1", group: "2", workspace: "3" }]));
    expect(failure.message).toContain("no reason is given");
  });

  it("reports an unknown outcome without the secret if the response to a key creation is unreadable", async () => {
    answer("POST /api/v1/personal-api-keys", 200, { apiKey: "bigeye_pak_made", info: {} });
    const failure = await catchError(client.createKey({ account: "1", name: "ci", description: "" }));
    expect(failure.code).toBe("outcome_unknown");
    expect(failure.message).not.toContain("bigeye_pak_made");
  });

  it.each([
    { status: 401, body: "<html>log in</html>", code: "unauthenticated" },
    { status: 409, body: { code: 6, message: "taken" }, code: "already_exists" },
    { status: 400, body: { code: 7, message: "no" }, code: "forbidden" },
    { status: 418, body: { code: 2, message: "odd" }, code: "vendor_failed" },
    { status: 200, body: "<html>welcome</html>", code: "unexpected_answer" },
    { status: 200, body: { users: [{ id: 9007199254740993n.toString() + "x" }] }, code: "unexpected_answer" },
  ])("fails as $code on $status $body", async ({ status, body, code }) => {
    answer("GET /api/v1/users", status, body);
    expect((await catchError(client.listUsers())).code).toBe(code);
  });

  it("filters the keys of other owners from an account's list", async () => {
    const keys = [{ id: 1, owner: { id: 7 } }, { id: 2, owner: { id: 8 } }, { id: 3 }];
    answer("GET /api/v1/personal-api-key?serviceAccountId=7", 200, { keys });
    expect((await client.listKeys("7")).map(({ id }) => id)).toEqual(["1", "3"]);
  });
});
