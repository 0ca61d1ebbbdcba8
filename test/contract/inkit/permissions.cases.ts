import { beforeAll, describe, expect, it } from "vitest";
import { type PermissionName, permissionNames } from "#vendors/inkit/facts/data/catalog.ts";
import * as commonWire from "#vendors/inkit/wire/common.ts";
import * as keyWire from "#vendors/inkit/wire/key.ts";
import * as roleWire from "#vendors/inkit/wire/role.ts";
import * as serviceAccountWire from "#vendors/inkit/wire/service-account.ts";
import type { ContractCases } from "../cases.ts";
import { type Asking, type Client, routes, unique } from "./client.ts";
import {
  createAccount,
  createRole,
  forbidden,
  generate,
  holderOf,
  nobody,
  readAccount,
  standardRole,
} from "./fixtures.ts";

/** What is needed for each operation; any one of them. */
const guards: Readonly<Record<string, readonly PermissionName[]>> = {
  ListRoles: ["roles.retrieve"],
  GetRole: ["roles.retrieve"],
  CreateRole: ["roles.create"],
  UpdateRole: ["roles.update"],
  DeleteRole: ["roles.delete"],
  ListServiceAccounts: ["service-accounts.retrieve"],
  GetServiceAccount: ["service-accounts.retrieve"],
  CreateServiceAccount: ["service-accounts.create"],
  UpdateServiceAccount: ["service-accounts.update"],
  GenerateServiceAccountKey: ["api-keys.refresh", "service-accounts.update"],
  DeleteServiceAccount: ["service-accounts.delete"],
  ListUsers: ["users.retrieve"],
  GetUser: ["users.retrieve"],
};

function matrixCases(client: () => Client): void {
  const tokens = new Map<PermissionName, string>();
  beforeAll(async () => {
    for (const name of permissionNames) tokens.set(name, (await holderOf(client(), name)).secret);
  });

  it("names every operation", () => {
    expect(Object.keys(guards).sort()).toEqual(routes.map(({ operationId }) => operationId).sort());
    for (const { operationId, permissions } of routes) {
      expect(permissions, operationId).toEqual([guards[operationId]?.join(" or ")]);
    }
  });

  // Whoever is let in finds nothing there, or a body that is none: nothing is changed.
  it.each(Object.keys(guards))("%s is for the holders of its permission, and for nobody else", async (operationId) => {
    for (const [permission, token] of tokens) {
      const { status } = await client().call(operationId, { id: nobody, body: bodyFor(operationId), token });
      const isOpen = guards[operationId]?.includes(permission) === true;
      expect(status === 403, `${operationId} with ${permission}: ${status}`).toBe(!isOpen);
    }
  });

  it("is all open to the Admin role: seed promise 5", async () => {
    const { id } = await createAccount(client(), [(await standardRole(client(), "Admin")).id]);
    const { api_key: token } = await generate(client(), id);
    for (const operationId of Object.keys(guards)) {
      const { status } = await client().call(operationId, { id: nobody, body: bodyFor(operationId), token });
      expect(status, operationId).not.toBe(403);
    }
    const body = { name: unique("System"), new_roles: [{ name: unique("Made"), permissions: [] }] };
    expect(await client().call("CreateServiceAccount", { body, token })).toMatchObject({ status: 201 });
  });
}

function bodyFor(operationId: string): string | undefined {
  return operationId.startsWith("Create") || operationId.startsWith("Update") ? "{" : undefined;
}

function seedCases(client: () => Client): void {
  const newRole = () => ({ name: unique("Made"), permissions: ["folders.create"] });

  it("2: without service-accounts.create no key is made, and the answer names what is missing", async () => {
    const { id, secret: token } = await holderOf(client(), "roles.create", "service-accounts.update");
    const role = await createRole(client(), []);
    const body = { name: unique("System"), roles: [role.id] };
    const refused = await client().call("CreateServiceAccount", { body, token });
    expect(refused).toMatchObject(forbidden);
    expect(refused.failure?.error).toContain("service-accounts.create");
    expect(refused.failure?.error).toContain(id);
  });

  it("3: without roles.create no role is made on the spot, and no key either", async () => {
    const { secret: token } = await holderOf(client(), "service-accounts.create", "roles.update", "roles.retrieve");
    const role = await createRole(client(), []);
    const name = unique("System");
    const made = newRole();
    const refused = await client().call("CreateServiceAccount", { token, body: { name, new_roles: [made] } });
    expect(refused).toMatchObject(forbidden);
    expect(refused.failure?.error).toContain("roles.create");
    expect(await namesOf(client(), "ListRoles", made.name)).toEqual([]);
    expect(await namesOf(client(), "ListServiceAccounts", name)).toEqual([]);
    const existing = { name, roles: [role.id] };
    expect(await client().call("CreateServiceAccount", { token, body: existing })).toMatchObject({ status: 201 });
  });

  it("3: with roles.create both are made", async () => {
    const { secret: token } = await holderOf(client(), "service-accounts.create", "roles.create");
    const body = { name: unique("System"), new_roles: [newRole()] };
    expect(await client().call("CreateServiceAccount", { token, body })).toMatchObject({ status: 201 });
  });

  it("4: without service-accounts.update no key is edited", async () => {
    const { secret: token } = await holderOf(client(), "service-accounts.create", "roles.create");
    const { id } = await holderOf(client());
    const before = await readAccount(client(), id);
    const edits: readonly Asking[] = [{ body: { name: "x" } }, { body: { new_roles: [newRole()] } }, { body: {} }];
    for (const edit of edits) {
      const refused = await client().call("UpdateServiceAccount", { id, token, ...edit });
      expect(refused).toMatchObject(forbidden);
      expect(refused.failure?.error).toContain("service-accounts.update");
    }
    expect(await readAccount(client(), id)).toEqual(before);
  });

  it("4: with it roles are added later, and new ones with roles.create alone", async () => {
    const { id } = await holderOf(client());
    const role = await createRole(client(), []);
    const editor = await holderOf(client(), "service-accounts.update");
    const held = (await readAccount(client(), id)).roles.map((one) => one.id);
    const edit = (body: unknown, token: string) => client().call("UpdateServiceAccount", { id, token, body });
    expect(await edit({ roles: [...held, role.id] }, editor.secret)).toMatchObject({ status: 200 });
    expect((await readAccount(client(), id)).roles).toHaveLength(2);
    const made = newRole();
    expect(await edit({ new_roles: [made] }, editor.secret)).toMatchObject(forbidden);
    expect(await namesOf(client(), "ListRoles", made.name)).toEqual([]);
    const maker = await holderOf(client(), "service-accounts.update", "roles.create");
    expect(await edit({ new_roles: [made] }, maker.secret)).toMatchObject({ status: 200 });
  });

  it("a key inherits every permission of its role, and nothing limits it to its maker's", async () => {
    const { secret: token } = await holderOf(client(), "service-accounts.create", "service-accounts.update");
    const role = await createRole(client(), ["users.retrieve", "roles.retrieve"]);
    const body = { name: unique("System"), roles: [role.id] };
    const made = await client().data(serviceAccountWire.serviceAccount, "CreateServiceAccount", { token, body });
    const { api_key: wider } = await client().data(keyWire.generated, "GenerateServiceAccountKey", {
      id: made.id,
      token,
    });
    for (const operationId of ["ListUsers", "ListRoles"]) {
      expect(await client().call(operationId, { token })).toMatchObject(forbidden);
      expect(await client().call(operationId, { token: wider })).toMatchObject({ status: 200 });
    }
  });
}

async function namesOf(client: Client, operationId: "ListRoles" | "ListServiceAccounts", search: string) {
  const shape =
    operationId === "ListRoles" ? commonWire.page(roleWire.role) : commonWire.page(serviceAccountWire.serviceAccount);
  const items: readonly { readonly name: string }[] = shape.parse(
    (await client.call(operationId, { query: { search } })).body,
  ).items;
  return items.map(({ name }) => name);
}

function permissionCases(client: () => Client): void {
  describe("each operation", () => matrixCases(client));
  describe("of the vendor's page, promise", () => seedCases(client));
}

export const cases: ContractCases<Client> = { title: "permissions", run: permissionCases };
