import { describe, expect, it } from "vitest";
import * as commonWire from "#vendors/inkit/wire/common.ts";
import * as roleWire from "#vendors/inkit/wire/role.ts";
import * as serviceAccountWire from "#vendors/inkit/wire/service-account.ts";
import type { ContractCases } from "../cases.ts";
import { type Client, unique } from "./client.ts";
import { createAccount, createRole, expectFields, generate, holderOf, nobody, readAccount } from "./fixtures.ts";

const noRole = "role_0000000000000000000000";
const gone = { status: 404, failure: { code: "service_account_not_found" } };

async function roleNames(client: Client): Promise<readonly string[]> {
  const query = { page_size: "1000" };
  return (await client.data(commonWire.page(roleWire.role), "ListRoles", { query })).items.map(({ name }) => name);
}

function creationCases(client: () => Client): void {
  it("answers the key without a secret: that is the second step", async () => {
    const role = await createRole(client(), []);
    const body = { name: unique("System"), description: "posts invoices", roles: [role.id] };
    const { body: answered } = await client().call("CreateServiceAccount", { body });
    const account = serviceAccountWire.serviceAccount.parse(answered);
    expect(account).toMatchObject({
      name: body.name,
      description: body.description,
      roles: [{ id: role.id, name: role.name }],
      has_key: false,
      last_generated_at: null,
    });
    expect(JSON.stringify(answered)).not.toMatch(/api_key|secret/);
    expect(await readAccount(client(), account.id)).toEqual(account);
  });

  it("fails without a role: seed promise 1", async () => {
    for (const rest of [{}, { roles: [] }, { roles: [], new_roles: [] }]) {
      await expectFields(client(), "CreateServiceAccount", { body: { name: "System", ...rest }, fields: ["roles"] });
    }
  });

  it("takes one or many roles, those that exist and those that are made on the spot", async () => {
    const one = await createRole(client(), []);
    const other = await createRole(client(), []);
    const made = { name: unique("Made"), description: "for this key", permissions: ["folders.create"] };
    const account = await createAccount(client(), [one.id, other.id, one.id], { new_roles: [made] });
    expect(account.roles.map(({ name }) => name)).toEqual([one.name, other.name, made.name]);
    const alone = await createAccount(client(), [], { new_roles: [{ name: unique("Made"), permissions: [] }] });
    expect(alone.roles).toHaveLength(1);
    const id = account.roles[2]?.id ?? "";
    expect(await client().data(roleWire.role, "GetRole", { id })).toMatchObject({ ...made, is_default: false });
  });

  it("notes its author: a key is one", async () => {
    const { id, secret: token } = await holderOf(client(), "service-accounts.create");
    const role = await createRole(client(), []);
    const body = { name: unique("System"), roles: [role.id] };
    const made = await client().data(serviceAccountWire.serviceAccount, "CreateServiceAccount", { body, token });
    expect(made.created_by).toEqual({ name: (await readAccount(client(), id)).name });
  });

  it.each([
    { name: "nothing in it", body: {}, fields: ["name"] },
    { name: "a blank name", body: { name: "", roles: [noRole] }, fields: ["name"] },
    { name: "a role that is not there", body: { name: "S", roles: [noRole] }, fields: ["roles.0"] },
    { name: "a role's name for its id", body: { name: "S", roles: ["Admin"] }, fields: ["roles.0"] },
    {
      name: "a new role without its members",
      body: { name: "S", new_roles: [{}] },
      fields: ["new_roles.0.name", "new_roles.0.permissions"],
    },
    {
      name: "a new role of permissions that there are not",
      body: { name: "S", new_roles: [{ name: " ", permissions: ["users.retrieve", "users.own"] }] },
      fields: ["new_roles.0.name", "new_roles.0.permissions.1"],
    },
  ])("fails on $name, field by field", async ({ body, fields }) => {
    await expectFields(client(), "CreateServiceAccount", { body, fields });
  });

  it("fails on a body that is none", async () => {
    for (const body of [undefined, "{", "[]"]) {
      expect(await client().call("CreateServiceAccount", { body })).toMatchObject({
        status: 400,
        failure: { code: "body_invalid" },
      });
    }
  });

  it("makes no role where it fails", async () => {
    const name = unique("Made");
    const body = { name: "S", roles: [noRole], new_roles: [{ name, permissions: [] }] };
    await expectFields(client(), "CreateServiceAccount", { body, fields: ["roles.0"] });
    expect(await roleNames(client())).not.toContain(name);
  });
}

function updateCases(client: () => Client): void {
  it("changes what is named and keeps the rest, the secret too", async () => {
    const role = await createRole(client(), ["roles.retrieve"]);
    const { id } = await createAccount(client(), [role.id], { description: "first" });
    const { api_key: token } = await generate(client(), id);
    const update = (body: unknown) =>
      client().data(serviceAccountWire.serviceAccount, "UpdateServiceAccount", { id, body });
    const name = unique("Renamed");
    expect(await update({ name })).toMatchObject({ name, description: "first", roles: [{ id: role.id }] });
    expect(await update({ description: null })).toMatchObject({ name, description: "", has_key: true });
    expect(await client().call("ListRoles", { token })).toMatchObject({ status: 200 });
    expect(await readAccount(client(), id)).toMatchObject({ name, description: "" });
  });

  it("replaces the roles, and the key has the union of what they hold: seed promise 6", async () => {
    const reader = await createRole(client(), ["roles.retrieve"]);
    const people = await createRole(client(), ["users.retrieve", "users.update"]);
    const { id } = await createAccount(client(), [reader.id]);
    const { api_key: token } = await generate(client(), id);
    const set = (...roles: readonly string[]) => client().call("UpdateServiceAccount", { id, body: { roles } });
    const statuses = async () => [
      (await client().call("ListRoles", { token })).status,
      (await client().call("ListUsers", { token })).status,
    ];
    expect(await statuses()).toEqual([200, 403]);
    await set(reader.id, people.id);
    expect(await statuses()).toEqual([200, 200]);
    await set(people.id);
    expect(await statuses()).toEqual([403, 200]);
  });

  it("makes new roles too, on top of those that it names or has", async () => {
    const first = await createRole(client(), []);
    const second = await createRole(client(), []);
    const { id } = await createAccount(client(), [first.id]);
    const made = [unique("Made"), unique("Made")].map((name) => ({ name, permissions: ["users.retrieve"] }));
    const update = async (body: unknown) =>
      (await client().data(serviceAccountWire.serviceAccount, "UpdateServiceAccount", { id, body })).roles.map(
        ({ name }) => name,
      );
    expect(await update({ new_roles: [made[0]] })).toEqual([first.name, made[0]?.name]);
    expect(await update({ roles: [second.id], new_roles: [made[1]] })).toEqual([second.name, made[1]?.name]);
  });

  it.each([
    { body: { roles: [] }, fields: ["roles"] },
    { body: { roles: [noRole] }, fields: ["roles.0"] },
    { body: { roles: null }, fields: ["roles"] },
    { body: { name: "\t" }, fields: ["name"] },
    { body: { new_roles: [{ name: "R", permissions: ["r"] }] }, fields: ["new_roles.0.permissions.0"] },
  ])("fails on $body", async ({ body, fields }) => {
    const { id } = await holderOf(client());
    const before = await readAccount(client(), id);
    await expectFields(client(), "UpdateServiceAccount", { id, body, fields });
    expect(await readAccount(client(), id)).toEqual(before);
  });

  it("fails on a body that is none", async () => {
    const { id } = await holderOf(client());
    expect(await client().call("UpdateServiceAccount", { id, body: "{" })).toMatchObject({ status: 400 });
  });
}

function generationCases(client: () => Client): void {
  it("gives the secret once", async () => {
    const { id } = await createAccount(client(), [(await createRole(client(), ["roles.retrieve"])).id]);
    const { id: same, api_key: token, last_generated_at: at } = await generate(client(), id);
    expect(same).toBe(id);
    expect(await client().call("ListRoles", { token })).toMatchObject({ status: 200 });
    expect(await readAccount(client(), id)).toMatchObject({ has_key: true, last_generated_at: at });
    for (const asking of [{ id }, { query: { page_size: "1000" } }]) {
      const { body } = await client().call("id" in asking ? "GetServiceAccount" : "ListServiceAccounts", asking);
      expect(JSON.stringify(body)).not.toContain(token);
    }
  });

  it("again kills the earlier secret at once; name and roles stay", async () => {
    const { id, secret: first } = await holderOf(client(), "roles.retrieve");
    const before = await readAccount(client(), id);
    const second = await generate(client(), id);
    expect(second.api_key).not.toBe(first);
    expect(await client().call("ListRoles", { token: first })).toMatchObject({
      status: 401,
      failure: { code: "token_invalid" },
    });
    expect(await client().call("ListRoles", { token: second.api_key })).toMatchObject({ status: 200 });
    const after = await readAccount(client(), id);
    expect(after).toEqual({ ...before, last_generated_at: second.last_generated_at });
    expect(after.last_generated_at).not.toBe(before.last_generated_at);
  });

  it("many at once leaves one secret alive, and tells each from the others", async () => {
    const { id } = await holderOf(client(), "roles.retrieve");
    const made = await Promise.all([1, 2, 3, 4].map(() => generate(client(), id)));
    expect(new Set(made.map(({ last_generated_at: at }) => at)).size).toBe(4);
    const alive: (string | undefined)[] = [];
    for (const { api_key: token, last_generated_at: at } of made) {
      if ((await client().call("ListRoles", { token })).status === 200) alive.push(at);
    }
    expect(alive).toEqual([(await readAccount(client(), id)).last_generated_at]);
  });
}

function deletionCases(client: () => Client): void {
  it("acts on the next request, and leaves nothing", async () => {
    const { id, secret: token } = await holderOf(client(), "roles.retrieve");
    expect(await client().call("DeleteServiceAccount", { id })).toMatchObject({ status: 204 });
    expect(await client().call("ListRoles", { token })).toMatchObject({ status: 401 });
    for (const operationId of ["DeleteServiceAccount", "GetServiceAccount", "GenerateServiceAccountKey"]) {
      expect(await client().call(operationId, { id })).toMatchObject(gone);
    }
  });
}

function serviceAccountCases(client: () => Client): void {
  describe("a key's creation", () => creationCases(client));
  describe("a key's update", () => updateCases(client));
  describe("a key's secret", () => generationCases(client));
  describe("a key's deletion", () => deletionCases(client));

  it("fails on a key that is not there", async () => {
    expect(await client().call("UpdateServiceAccount", { id: nobody, body: {} })).toMatchObject(gone);
    expect(await client().call("GetServiceAccount", { id: "../role" })).toMatchObject(gone);
  });
}

export const cases: ContractCases<Client> = { title: "service accounts", run: serviceAccountCases };
