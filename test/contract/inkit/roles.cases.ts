import { describe, expect, it } from "vitest";
import { permissionNames } from "#vendors/inkit/facts/data/catalog.ts";
import { standardRoles } from "#vendors/inkit/facts/data/managed-roles.ts";
import * as wire from "#vendors/inkit/wire/role.ts";
import type { ContractCases } from "../cases.ts";
import { type Client, unique } from "./client.ts";
import { createAccount, createRole, expectFields, generate, holderOf, standardRole } from "./fixtures.ts";

const badBodies = [
  { name: "no body", body: undefined },
  { name: "half a body", body: '{"name":' },
  { name: "an array", body: [] },
  { name: "null", body: null },
];

function creationCases(client: () => Client): void {
  it("answers the role, and reads so ever after", async () => {
    const body = { name: unique("Team"), description: "signs off", permissions: ["folders.create", "roles.retrieve"] };
    const role = await client().data(wire.role, "CreateRole", { body });
    expect(role).toMatchObject({ ...body, is_default: false });
    expect(role.id).toMatch(/^[a-z0-9]+_[0-9A-Za-z]{22}$/);
    expect(Date.parse(role.created_at)).not.toBeNaN();
    expect(role.updated_at).toBe(role.created_at);
    expect(await client().data(wire.role, "GetRole", { id: role.id })).toEqual(role);
  });

  it("takes any number of permissions, each once, and no description", async () => {
    expect(await createRole(client(), [], { description: null })).toMatchObject({ permissions: [], description: "" });
    expect(await createRole(client(), permissionNames)).toMatchObject({ permissions: permissionNames });
    const twice = await createRole(client(), ["users.retrieve", "users.retrieve"]);
    expect(twice.permissions).toEqual(["users.retrieve"]);
  });

  it("lets names repeat: they are no ids", async () => {
    const name = unique("Team");
    const one = await createRole(client(), [], { name });
    const other = await createRole(client(), [], { name });
    expect(one.id).not.toBe(other.id);
  });

  it.each(badBodies)("fails on $name", async ({ body }) => {
    expect(await client().call("CreateRole", { body })).toMatchObject({
      status: 400,
      failure: { code: "body_invalid" },
    });
  });

  it.each([
    { name: "nothing in it", body: {}, fields: ["name", "permissions"] },
    { name: "a blank name", body: { name: " ", permissions: [] }, fields: ["name"] },
    { name: "a number for a name", body: { name: 7, permissions: [] }, fields: ["name"] },
    { name: "one permission for many", body: { name: "T", permissions: "roles.create" }, fields: ["permissions"] },
    {
      name: "permissions that there are not",
      body: { name: "T", permissions: ["roles.create", "roles.own", "Roles.create", "Manage API Keys"] },
      fields: ["permissions.1", "permissions.2", "permissions.3"],
    },
  ])("fails on $name, field by field", async ({ body, fields }) => {
    await expectFields(client(), "CreateRole", { body, fields });
  });
}

function updateCases(client: () => Client): void {
  it("changes what is named and keeps the rest", async () => {
    const role = await createRole(client(), ["folders.create"], { description: "first" });
    const update = (body: unknown) => client().data(wire.role, "UpdateRole", { id: role.id, body });
    expect(await update({ permissions: ["users.update"] })).toMatchObject({
      name: role.name,
      description: "first",
      permissions: ["users.update"],
      created_at: role.created_at,
    });
    expect(await update({ name: unique("Renamed") })).toMatchObject({ permissions: ["users.update"] });
    expect(await update({ description: null })).toMatchObject({ description: "" });
    const last = await update({});
    expect(await client().data(wire.role, "GetRole", { id: role.id })).toEqual(last);
  });

  it("is felt by all holders at once: seed promise 6", async () => {
    const role = await createRole(client(), ["roles.retrieve"]);
    const { id } = await createAccount(client(), [role.id]);
    const { api_key: token } = await generate(client(), id);
    const status = async () => (await client().call("ListRoles", { token })).status;
    expect(await status()).toBe(200);
    await client().call("UpdateRole", { id: role.id, body: { permissions: [] } });
    expect(await status()).toBe(403);
    await client().call("UpdateRole", { id: role.id, body: { permissions: ["roles.retrieve"] } });
    expect(await status()).toBe(200);
  });

  it("of oneself may bring more: there is no guard", async () => {
    const role = await createRole(client(), ["roles.update"]);
    const { id } = await createAccount(client(), [role.id]);
    const { api_key: token } = await generate(client(), id);
    const body = { permissions: ["roles.update", "users.retrieve"] };
    expect(await client().call("UpdateRole", { id: role.id, body, token })).toMatchObject({ status: 200 });
    expect(await client().call("ListUsers", { token })).toMatchObject({ status: 200 });
  });

  it.each(badBodies)("fails on $name", async ({ body }) => {
    const { id } = await createRole(client(), []);
    expect(await client().call("UpdateRole", { id, body })).toMatchObject({
      status: 400,
      failure: { code: "body_invalid" },
    });
  });

  it.each([
    { body: { name: "" }, fields: ["name"] },
    { body: { permissions: ["own"] }, fields: ["permissions.0"] },
    { body: { permissions: null }, fields: ["permissions"] },
  ])("fails on $body", async ({ body, fields }) => {
    const { id } = await createRole(client(), []);
    await expectFields(client(), "UpdateRole", { id, body, fields });
  });
}

function deletionCases(client: () => Client): void {
  it("fails while a key holds the role", async () => {
    const role = await createRole(client(), []);
    const other = await createRole(client(), []);
    const { id } = await createAccount(client(), [role.id, other.id]);
    expect(await client().call("DeleteRole", { id: role.id })).toMatchObject({
      status: 422,
      failure: { code: "role_in_use", error: expect.stringContaining("1 API keys and 0 users") },
    });
    await client().call("UpdateServiceAccount", { id, body: { roles: [other.id] } });
    expect(await client().call("DeleteRole", { id: role.id })).toMatchObject({ status: 204 });
    const gone = { status: 404, failure: { code: "role_not_found" } };
    expect(await client().call("GetRole", { id: role.id })).toMatchObject(gone);
    expect(await client().call("DeleteRole", { id: role.id })).toMatchObject(gone);
    expect(await client().call("UpdateRole", { id: role.id, body: {} })).toMatchObject(gone);
  });

  it("is open once the key is deleted", async () => {
    const role = await createRole(client(), []);
    const { id } = await createAccount(client(), [role.id]);
    await client().call("DeleteServiceAccount", { id });
    expect(await client().call("DeleteRole", { id: role.id })).toMatchObject({ status: 204 });
  });
}

function standardCases(client: () => Client): void {
  it.each(standardRoles)("$name is there, and holds what is known of it", async ({ name, permissions }) => {
    expect((await standardRole(client(), name)).permissions).toEqual(permissions);
  });

  it.each(standardRoles)("fails on a change and on the end of $name", async ({ name }) => {
    const { id } = await standardRole(client(), name);
    const fixed = { status: 422, failure: { code: "role_is_standard" } };
    expect(await client().call("UpdateRole", { id, body: { description: "mine" } })).toMatchObject(fixed);
    expect(await client().call("DeleteRole", { id })).toMatchObject(fixed);
  });

  it("a Developer keeps keys, and no roles", async () => {
    const developer = await standardRole(client(), "Developer");
    const { id } = await createAccount(client(), [developer.id]);
    const { api_key: token } = await generate(client(), id);
    expect(await client().call("ListServiceAccounts", { token })).toMatchObject({ status: 200 });
    expect(
      await client().call("GenerateServiceAccountKey", { id: (await holderOf(client())).id, token }),
    ).toMatchObject({ status: 200 });
    expect(await client().call("ListRoles", { token })).toMatchObject({ status: 403 });
  });
}

function roleCases(client: () => Client): void {
  describe("a role's creation", () => creationCases(client));
  describe("a role's update", () => updateCases(client));
  describe("a role's deletion", () => deletionCases(client));
  describe("the standard roles", () => standardCases(client));
}

export const cases: ContractCases<Client> = { title: "roles", run: roleCases };
