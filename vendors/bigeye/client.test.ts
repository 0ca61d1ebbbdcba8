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

function clientOf(endpoint: string, token: string): BigeyeClient {
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

async function failureOf(work: Promise<unknown>): Promise<AccessError> {
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
    client = clientOf(url, mock.world.tokens["bigeye"] ?? "");
  });
  afterEach(() => mock.close());

  const sides = { role: "9101", group: "9201", workspace: "9301" };

  it("carries an account from creation to deletion", async () => {
    const { id } = await client.createAccount({ name: "nightly", groupIds: ["9201"] });
    expect(await client.findUser(id)).toMatchObject({ name: "nightly", groups: [{ id: "9201" }] });
    const { apiKey, info } = await client.createKey({ account: id, name: "ci", description: "" });
    expect((await client.listKeys(id)).map((key) => key.id)).toEqual([info.id]);
    expect((await client.listAllKeys()).find((key) => key.id === info.id)?.owner?.id).toBe(id);
    const own = clientOf(url, apiKey);
    await own.verify();
    expect((await own.listOwnKeys()).map(({ owner }) => owner?.id)).toEqual([id]);
    expect(await client.updateUser(id, { name: "weekly", groupIds: [] })).toMatchObject({ name: "weekly", groups: [] });
    await client.revokeKey(id, info.id);
    await client.revokeKey(id, info.id);
    expect((await failureOf(own.verify())).code).toBe("unauthenticated");
    await client.deleteUsers([id]);
    await client.deleteUsers([id]);
    expect(await client.findUser(id)).toBeUndefined();
  });

  it("grants and revokes, twice with the same end", async () => {
    const [given] = [await client.groups.grant([sides]), await client.groups.grant([sides])];
    expect(given).toMatchObject([sides]);
    expect((await client.groups.find("9201"))?.grants.map(({ id }) => id)).toEqual(given.map(({ id }) => id));
    expect((await client.roleAccessors("9101")).groups).toMatchObject([{ id: "9201" }]);
    await client.groups.revoke(given);
    await client.groups.revoke(given);
    expect((await client.groups.find("9201"))?.grants).toEqual([]);
  });

  it("puts users into groups and takes them out, twice with the same end", async () => {
    const membership = { user: "9003", group: "9201" };
    await client.groups.addUser(membership);
    await client.groups.addUser(membership);
    expect((await client.groups.find("9201"))?.users).toMatchObject([{ id: "9003" }]);
    await client.groups.removeUser(membership);
    await client.groups.removeUser(membership);
    expect((await client.groups.find("9201"))?.users).toEqual([]);
  });

  it("carries roles and groups from creation to deletion", async () => {
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

  it("fails on a deletion inside a 200, by item, where the user is still there", async () => {
    const { code, message } = await failureOf(client.deleteUsers(["9001", "9002", nobody, "9003"]));
    expect(code).toBe("vendor_failed");
    expect(message).toContain("did not do 2 of 4 (user 9001: the deletion failed; user 9002: it was not run)");
    expect(await client.findUser("9003")).toBeUndefined();
  });

  it("fails on grants that were not given, by item, in one error", async () => {
    const wanted = [{ ...sides, role: nobody }, sides, { ...sides, workspace: nobody }];
    const { code, message } = await failureOf(client.groups.grant(wanted));
    expect(code).toBe("vendor_failed");
    expect(message).toContain("did not do 2 of 3");
    expect(message).toContain(`role ${nobody} to group 9201 on workspace 9301: the role was not found`);
    expect(message).toContain(`role 9101 to group 9201 on workspace ${nobody}: the workspace was not found`);
  });

  it("fails on a user that no group takes", async () => {
    const failure = await failureOf(client.groups.addUser({ user: nobody, group: "9201" }));
    expect(failure.message).toContain(`user ${nobody} in group 9201: the user was not found`);
  });

  it.each([
    { name: "an unknown key", token: "bigeye_pak_nobody" },
    { name: "a key with a word before it", token: "Bearer bigeye_pak_nobody" },
  ])("fails on $name and names the right form", async ({ token }) => {
    const { code, message, advice } = await failureOf(clientOf(url, token).listUsers());
    expect(code).toBe("unauthenticated");
    expect(advice).toContain("Authorization: apikey KEY");
    expect(message + advice).not.toContain("nobody");
  });

  it("fails on a name that is taken, on a body that is refused and without rights", async () => {
    const create = (name: string) => client.groups.create({ name, idpGroups: [] });
    expect((await failureOf(create("loaders"))).code).toBe("already_exists");
    expect((await failureOf(create(" "))).code).toBe("invalid_value");
    const { apiKey } = await client.createKey({ account: "9003", name: "ci", description: "" });
    expect((await failureOf(clientOf(url, apiKey).listUsers())).code).toBe("forbidden");
  });
});

describe("against answers that are not documented", () => {
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
    client = clientOf(`http://127.0.0.1:${port}`, "bigeye_pak_x");
  });
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  const answer = (route: string, status: number, body: unknown): void => {
    answers.set(route, { status, body: typeof body === "string" ? body : JSON.stringify(body) });
  };

  it.each([
    { name: "404 and the status", status: 404, body: { code: 404, message: "no" } },
    { name: "404 and gRPC's number", status: 404, body: { code: 5, error: "no" } },
    { name: "400 and gRPC's number", status: 400, body: { code: 5, message: "no" } },
  ])("takes $name for gone, where the list does not have it", async ({ status, body }) => {
    answer("GET /api/v1/users/7", status, body);
    answer("GET /api/v1/users", 200, { users: [{ id: 8 }] });
    expect(await client.findUser("7")).toBeUndefined();
  });

  it("fails on a 404 of something that the list has, and on one that is nobody's", async () => {
    answer("GET /api/v1/users/7", 404, { code: 404, message: "no" });
    answer("GET /api/v1/users", 200, { users: [{ id: "7" }] });
    expect((await failureOf(client.findUser("7"))).code).toBe("not_found");
    answer("GET /api/v1/users/7", 404, "<html>not here</html>");
    expect((await failureOf(client.findUser("7"))).code).toBe("unexpected_answer");
  });

  it("finds the id of a grant whose answer leaves it out", async () => {
    const grant = { role: { id: 1 }, group: { id: 2 }, workspace: { id: 3 } };
    answer("PUT /api/v1/groups/grants", 200, { successfulRequests: [grant] });
    answer("GET /api/v1/groups/2", 200, { id: 2, grants: [{ ...grant, id: "44" }] });
    const wanted = { role: "1", group: "2", workspace: "3" };
    expect(await client.groups.grant([wanted])).toEqual([{ ...wanted, id: "44" }]);
  });

  it("fails on what a 200 says nothing of", async () => {
    answer("PUT /api/v1/groups/grants", 200, {});
    const failure = await failureOf(client.groups.grant([{ role: "1", group: "2", workspace: "3" }]));
    expect(failure.message).toContain("no reason is given");
  });

  it("fails as unknown where a key was made and its answer cannot be read, without quoting it", async () => {
    answer("POST /api/v1/personal-api-keys", 200, { apiKey: "bigeye_pak_made", info: {} });
    const failure = await failureOf(client.createKey({ account: "1", name: "ci", description: "" }));
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
    expect((await failureOf(client.listUsers())).code).toBe(code);
  });

  it("keeps keys of others out of one account's list", async () => {
    const keys = [{ id: 1, owner: { id: 7 } }, { id: 2, owner: { id: 8 } }, { id: 3 }];
    answer("GET /api/v1/personal-api-key?serviceAccountId=7", 200, { keys });
    expect((await client.listKeys("7")).map(({ id }) => id)).toEqual(["1", "3"]);
  });
});
