import { describe, expect, it } from "vitest";
import * as memberWire from "#vendors/inkit/wire/member.ts";
import * as roleWire from "#vendors/inkit/wire/role.ts";
import * as serviceAccountWire from "#vendors/inkit/wire/service-account.ts";
import type { ContractCases } from "../cases.ts";
import { type Client, routes, unique } from "./client.ts";
import { createAccount, createRole, expectFields, holderOf, listPage } from "./fixtures.ts";

function credentialCases(client: () => Client): void {
  it.each([
    { name: "no token", token: null, headers: {}, code: "token_missing", says: "X-Inkit-API-Token" },
    { name: "an empty token", token: "", headers: {}, code: "token_missing", says: "there is no token" },
    { name: "an unknown token", token: "A".repeat(43), headers: {}, code: "token_invalid", says: "unknown" },
    {
      name: "a bearer token",
      token: null,
      headers: { authorization: "Bearer s3cret" },
      code: "token_missing",
      says: "of Authorization only Basic is read: send the secret alone in X-Inkit-API-Token",
    },
  ])("fails on $name", async ({ token, headers, code, says }) => {
    const { status, failure } = await client().call("ListRoles", { token, headers });
    expect({ status, code: failure?.code }).toEqual({ status: 401, code });
    expect(failure?.error).toContain(says);
    expect(failure?.error).not.toContain("s3cret");
  });

  it("fails on a good secret behind a scheme, naming the right form", async () => {
    const { secret } = await holderOf(client(), "roles.retrieve");
    const { status, failure } = await client().call("ListRoles", { token: `Bearer ${secret}` });
    expect(status).toBe(401);
    expect(failure?.error).toContain("send the secret alone in X-Inkit-API-Token");
    expect(failure?.error).not.toContain(secret);
    expect(await client().call("ListRoles", { token: secret })).toMatchObject({ status: 200 });
  });

  it("takes the secret as Basic too, as a public integration sends it, and no other", async () => {
    const { secret } = await holderOf(client(), "roles.retrieve");
    const call = (text: string) => {
      const authorization = `Basic ${Buffer.from(text).toString("base64")}`;
      return client().call("ListRoles", { token: null, headers: { authorization } });
    };
    expect(await call(secret)).toMatchObject({ status: 200 });
    expect(await call(`${secret}x`)).toMatchObject({ status: 401 });
    expect(await call("")).toMatchObject({ status: 401 });
  });

  it("asks for a token at every route", async () => {
    expect(routes.length).toBeGreaterThan(10);
    for (const { operationId } of routes) {
      expect((await client().call(operationId, { id: "x", token: null })).status, operationId).toBe(401);
    }
  });
}

function listCases(client: () => Client): void {
  it("come in pages, in the order that is asked for", async () => {
    const mark = unique("Listed");
    for (const letter of ["c", "a", "b"]) await createRole(client(), [], { name: `${mark} ${letter}` });
    const list = (query: Readonly<Record<string, string>>) =>
      listPage(client(), "ListRoles", { item: roleWire.role, query: { search: mark, ...query } });
    const letters = async (query: Readonly<Record<string, string>>) =>
      (await list(query)).items.map(({ name }) => name.at(-1)).join("");
    expect(await letters({ sort: "name" })).toBe("abc");
    expect(await letters({ sort: "-name", page_size: "2" })).toBe("cb");
    expect(await letters({ sort: "-name", page_size: "2", page: "2" })).toBe("a");
    expect(await letters({ sort: "-name", page_size: "2", page: "3" })).toBe("");
    const { metadata } = await list({ sort: "-name", page_size: "2", page: "1" });
    const pagination = { page_size: 2, current_page: 1, next_page: 2, prev_page: null, page_count: 2, total_count: 3 };
    expect(metadata).toEqual({ pagination, sort: { key: "name", order: -1 } });
    expect((await list({ page_size: "2", page: "2" })).metadata.pagination).toMatchObject({ next_page: null });
  });

  it("have 25 to a page where nobody says, the oldest first", async () => {
    const mark = unique("Many");
    for (let index = 0; index < 26; index += 1) await createRole(client(), [], { name: `${mark} ${index}` });
    const { items, metadata } = await listPage(client(), "ListRoles", { item: roleWire.role, query: { search: mark } });
    expect(items.map(({ name }) => name)).toEqual(Array.from({ length: 25 }, (_, index) => `${mark} ${index}`));
    expect(metadata).toMatchObject({ pagination: { total_count: 26, page_count: 2 }, sort: { key: "created_at" } });
  });

  it("search in names, whatever the capitals", async () => {
    const { name, roles } = await createAccount(client(), [(await createRole(client(), [])).id]);
    const query = { search: name.toUpperCase() };
    const { items } = await listPage(client(), "ListServiceAccounts", {
      item: serviceAccountWire.serviceAccount,
      query,
    });
    expect(items).toMatchObject([{ name, roles }]);
    const none = await listPage(client(), "ListServiceAccounts", {
      item: serviceAccountWire.serviceAccount,
      query: { search: unique("None") },
    });
    expect(none).toMatchObject({ items: [], metadata: { pagination: { page_count: 0, next_page: null } } });
  });

  it.each([
    { query: { page: "0", page_size: "many" }, fields: ["page", "page_size"] },
    { query: { page: "1.5" }, fields: ["page"] },
    { query: { sort: "colour" }, fields: ["sort"] },
  ])("fail on $query", async ({ query, fields }) => {
    for (const operationId of ["ListRoles", "ListServiceAccounts", "ListUsers"]) {
      await expectFields(client(), operationId, { query, fields });
    }
  });
}

function peopleCases(client: () => Client): void {
  it("are read, with the roles that they hold", async () => {
    const { items } = await listPage(client(), "ListUsers", { item: memberWire.user, query: { sort: "email" } });
    const [first] = items;
    expect(items.some(({ roles }) => roles.some(({ name }) => name === "Admin"))).toBe(true);
    expect(await client().data(memberWire.user, "GetUser", { id: first?.id ?? "" })).toEqual(first);
  });
}

function transportCases(client: () => Client): void {
  describe("credentials", () => credentialCases(client));
  describe("lists", () => listCases(client));
  describe("people", () => peopleCases(client));

  it("answers 204 without a body, and everything else in JSON", async () => {
    const { id } = await createRole(client(), []);
    expect((await client().call("GetRole", { id })).contentType).toMatch(/^application\/json/);
    expect(await client().call("DeleteRole", { id })).toMatchObject({ status: 204, body: undefined });
  });

  it.each([
    { method: "GET", path: "/v1/nothing" },
    { method: "PUT", path: "/v1/role" },
    { method: "GET", path: "/role" },
    { method: "GET", path: "/v1/role/" },
  ])("fails on $method $path, which is no route", async ({ method, path }) => {
    expect(await client().send(method, path, {})).toMatchObject({ status: 404, failure: { code: "route_not_found" } });
  });
}

export const cases: ContractCases<Client> = { title: "transport", run: transportCases };
