import { beforeAll, describe, expect, it } from "vitest";
import * as commonWire from "#vendors/arize/wire/common.ts";
import * as keyWire from "#vendors/arize/wire/key.ts";
import * as scopeWire from "#vendors/arize/wire/scope.ts";
import type { ContractCases } from "../cases.ts";
import type { Client } from "./client.ts";
import {
  type Level,
  type Place,
  createPlace,
  createProject,
  createRole,
  createServiceKey,
  createSpace,
  holder,
  listKeys,
  serviceKey,
} from "./fixtures.ts";

// What the vendor's page on service keys promises (seed 004), at the level of HTTP.

function ladderCases(client: () => Client, place: () => Place): void {
  const holders = new Map<Level, string>();
  beforeAll(async () => {
    for (const own of ["ADMIN", "MEMBER", "READ_ONLY"] as const) {
      holders.set(own, await holder(client(), place(), { space: own }));
    }
  });

  it.each([
    { own: "ADMIN", wanted: "ADMIN", status: 201 },
    { own: "ADMIN", wanted: "MEMBER", status: 201 },
    { own: "ADMIN", wanted: "READ_ONLY", status: 201 },
    { own: "MEMBER", wanted: "ADMIN", status: 422 },
    { own: "MEMBER", wanted: "MEMBER", status: 201 },
    { own: "MEMBER", wanted: "READ_ONLY", status: 201 },
    { own: "READ_ONLY", wanted: "ADMIN", status: 403 },
    { own: "READ_ONLY", wanted: "MEMBER", status: 403 },
    { own: "READ_ONLY", wanted: "READ_ONLY", status: 403 },
  ] as const)("$own of a space asks for $wanted there: $status", async ({ own, wanted, status }) => {
    const body = serviceKey(place(), { space: wanted });
    expect(await client().call("create_api_key", { body, key: holders.get(own) ?? null })).toMatchObject({ status });
  });

  it("holds on the organization and on the account as well", async () => {
    const key = holders.get("ADMIN") ?? null;
    const asks = async (bound: Parameters<typeof serviceKey>[1]) =>
      (await client().call("create_api_key", { body: serviceKey(place(), bound), key })).status;
    expect(await asks({ organization: "MEMBER" })).toBe(422);
    expect(await asks({ account: "ADMIN" })).toBe(422);
    expect(await asks({ organization: "READ_ONLY", account: "MEMBER" })).toBe(201);
  });

  it("counts what a custom role holds", async () => {
    const little = ["PROJECT_READ"];
    const much = ["PROJECT_READ", "SERVICE_KEY_CREATE"];
    const own = await createRole(client(), [...much, "SPACE_READ"]);
    const key = await holder(client(), place(), { space: { roleId: own } });
    const asks = async (permissions: readonly string[]) => {
      const body = serviceKey(place(), { space: { roleId: await createRole(client(), permissions) } });
      return (await client().call("create_api_key", { body, key })).status;
    };
    expect(await asks(little)).toBe(201);
    expect(await asks(["PROJECT_DELETE"])).toBe(422);
    const readOnly = serviceKey(place(), { space: "READ_ONLY" });
    expect(await client().call("create_api_key", { body: readOnly, key })).toMatchObject({ status: 422 });
  });
}

function promiseCases(client: () => Client): void {
  let made: Place | undefined;
  const place = (): Place => {
    if (made === undefined) throw new Error("no place");
    return made;
  };
  beforeAll(async () => {
    made = await createPlace(client());
  });

  describe("nobody grants above their own level", () => ladderCases(client, place));

  it("a key can be restricted to one space, although its maker has several", async () => {
    const other = await createSpace(client(), place().organizationId);
    await createProject(client(), other);
    const inside = await createProject(client(), place().spaceId);
    const key = await holder(client(), place());
    const page = commonWire.pageOf("spaces", scopeWire.space);
    const own = await client().data(page, "list_spaces", { key });
    expect(own.spaces.map(({ id }) => id)).toEqual([place().spaceId]);
    expect((await client().data(page, "list_spaces")).spaces.length).toBeGreaterThan(1);
    expect(await client().call("get_space", { params: { space_id: other }, key })).toMatchObject({ status: 404 });
    const projects = await client().data(commonWire.pageOf("projects", scopeWire.project), "list_projects", { key });
    expect(projects.projects.map(({ id }) => id)).toEqual([inside]);
  });

  it("a key goes on working when its maker is gone, and belongs to a bot", async () => {
    const maker = await createServiceKey(client(), place());
    const asking = { body: serviceKey(place()), key: maker.key };
    const made = await client().data(keyWire.createdServiceKey, "create_api_key", asking);
    expect(made.created_by_user_id).toBe(maker.bot_user.id);
    expect(made.bot_user.id).not.toBe(made.created_by_user_id);
    const gone = { params: { space_id: place().spaceId, user_id: maker.bot_user.id } };
    expect(await client().call("remove_space_user", gone)).toMatchObject({ status: 204 });
    await client().call("revoke_api_key", { params: { api_key_id: maker.id } });
    expect(await client().call("list_roles", { key: maker.key })).toMatchObject({ status: 401 });
    expect(await client().call("list_spaces", { key: made.key })).toMatchObject({ status: 200 });
    expect((await listKeys(client(), { space_id: place().spaceId })).map(({ id }) => id)).toContain(made.id);
  });

  it("a key's name says what it is for", async () => {
    const body = { ...serviceKey(place()), name: "Production Data Pipeline" };
    expect(await client().data(keyWire.createdServiceKey, "create_api_key", { body })).toMatchObject({
      name: body.name,
    });
  });

  it("the full key is in no later answer", async () => {
    const { key } = await createServiceKey(client(), place());
    for (const status of ["ACTIVE", "REVOKED"]) {
      expect(JSON.stringify(await listKeys(client(), { space_id: place().spaceId, status }))).not.toContain(key);
    }
  });

  it("one key works on REST and on GraphQL, each in its own header", async () => {
    const { key } = await createServiceKey(client(), place());
    expect(await client().call("list_spaces", { key })).toMatchObject({ status: 200 });
    const asked = await client().call("graphql", { key, body: { query: "{ __typename }" } });
    expect(asked).toMatchObject({ status: 200, body: { data: { __typename: "Query" } } });
    const swapped = { key: null, body: { query: "{ __typename }" }, headers: { authorization: `Bearer ${key}` } };
    expect(await client().call("graphql", swapped)).toMatchObject({ status: 401 });
    const apiKey = { key: null, headers: { "x-api-key": key } };
    expect(await client().call("list_spaces", apiKey)).toMatchObject({ status: 401 });
  });

  it("rotating it regularly needs no other identity", async () => {
    const old = await createServiceKey(client(), place());
    const roleId = await createRole(client(), ["SPACE_READ", "TAG_READ"]);
    const projectId = await createProject(client(), place().spaceId);
    const bound = { role_id: roleId, user_id: old.bot_user.id, resource_type: "PROJECT", resource_id: projectId };
    expect(await client().call("create_role_binding", { body: bound })).toMatchObject({ status: 201 });
    const asking = { params: { api_key_id: old.id }, body: { grace_period_seconds: 60 } };
    const fresh = await client().data(keyWire.refreshedKey, "refresh_api_key", asking);
    for (const key of [old.key, fresh.key]) {
      expect(await client().call("get_space", { params: { space_id: place().spaceId }, key })).toMatchObject({
        status: 200,
      });
    }
  });
}

export const cases: ContractCases<Client> = { title: "the page on service keys", run: promiseCases };
