import { beforeAll, describe, expect, it } from "vitest";
import { permissionNames } from "#vendors/arize/facts/data/catalog.ts";
import { predefinedRoleNames } from "#vendors/arize/facts/data/managed-roles.ts";
import * as commonWire from "#vendors/arize/wire/common.ts";
import * as restrictionWire from "#vendors/arize/wire/restriction.ts";
import * as roleBindingWire from "#vendors/arize/wire/role-binding.ts";
import * as roleWire from "#vendors/arize/wire/role.ts";
import type { ContractCases } from "../cases.ts";
import { type Client, strayId, unique } from "./client.ts";
import { createPlace, createProject, createRole, createServiceKey, createUser, holder } from "./fixtures.ts";

function roleCases(client: () => Client): void {
  it("hold any of the permissions that there are", async () => {
    const body = { name: unique("all"), permissions: permissionNames };
    const made = await client().data(roleWire.role, "create_role", { body });
    expect(made).toMatchObject({ is_predefined: false });
    expect([...made.permissions].sort()).toEqual([...permissionNames].sort());
    expect(await client().data(roleWire.role, "get_role", { params: { role_id: made.id } })).toEqual(made);
  });

  it("are listed with those that every account has", async () => {
    const id = await createRole(client(), ["PROJECT_READ"]);
    const page = commonWire.pageOf("roles", roleWire.role);
    const list = async (is_predefined: string) =>
      (await client().data(page, "list_roles", { query: { is_predefined, limit: "100" } })).roles;
    expect((await list("true")).map(({ name }) => name)).toEqual(expect.arrayContaining([...predefinedRoleNames]));
    expect((await list("true")).map(({ name }) => name)).toEqual(
      expect.arrayContaining(["Admin", "Member", "Read-only"]),
    );
    expect((await list("false")).map((role) => role.id)).toContain(id);
    expect((await list("true")).map((role) => role.id)).not.toContain(id);
  });

  it("replace their permissions and clear their description", async () => {
    const role_id = await createRole(client(), ["PROJECT_READ"]);
    const update = (body: unknown) => client().data(roleWire.role, "update_role", { params: { role_id }, body });
    expect(await update({ description: "who is on call" })).toMatchObject({
      description: "who is on call",
      permissions: ["PROJECT_READ"],
    });
    const body = { name: unique("renamed"), permissions: ["TAG_READ"], description: null };
    const changed = await update(body);
    expect(changed).toMatchObject({ name: body.name, permissions: ["TAG_READ"] });
    expect(changed).not.toHaveProperty("description");
  });

  it.each([
    { name: "an unknown permission", body: { permissions: ["PROJECT_READD"] } },
    { name: "no permission", body: { permissions: [] } },
    { name: "a member that the API manages", body: { is_predefined: true } },
    { name: "a name of 256 characters", body: { name: "r".repeat(256) } },
  ])("fail on $name", async ({ body }) => {
    const whole = { name: unique("role"), permissions: ["TAG_READ"], ...body };
    expect(await client().call("create_role", { body: whole })).toMatchObject({ status: 400 });
    const role_id = await createRole(client(), ["PROJECT_READ"]);
    expect(await client().call("update_role", { params: { role_id }, body })).toMatchObject({ status: 400 });
  });

  it("fail on a taken name, and on an update of nothing", async () => {
    const name = unique("taken");
    const body = { name, permissions: ["TAG_READ"] };
    expect(await client().call("create_role", { body })).toMatchObject({ status: 201 });
    expect(await client().call("create_role", { body })).toMatchObject({ status: 409 });
    const params = { role_id: await createRole(client(), ["TAG_READ"]) };
    expect(await client().call("update_role", { params, body: { name } })).toMatchObject({ status: 409 });
    expect(await client().call("update_role", { params, body: {} })).toMatchObject({ status: 400 });
  });

  it("are gone when deleted, their name free", async () => {
    const body = { name: unique("short-lived"), permissions: ["TAG_READ"] };
    const { id: role_id } = await client().data(roleWire.role, "create_role", { body });
    const params = { role_id };
    expect(await client().call("delete_role", { params })).toMatchObject({ status: 204 });
    for (const operation of ["get_role", "delete_role"]) {
      expect(await client().call(operation, { params })).toMatchObject({ status: 404 });
    }
    expect(await client().call("create_role", { body })).toMatchObject({ status: 201 });
  });

  it("cannot be changed where they are predefined, nor by members", async () => {
    const query = { is_predefined: "true" };
    const { roles } = await client().data(commonWire.pageOf("roles", roleWire.role), "list_roles", { query });
    const predefined = { params: { role_id: roles[0]?.id ?? "" } };
    const body = { name: unique("mine") };
    expect(await client().call("update_role", { ...predefined, body })).toMatchObject({ status: 403 });
    expect(await client().call("delete_role", predefined)).toMatchObject({ status: 403 });
    const key = await holder(client(), await createPlace(client()), { space: "ADMIN" });
    const params = { role_id: await createRole(client(), ["TAG_READ"]) };
    expect(await client().call("get_role", { params, key })).toMatchObject({ status: 200 });
    expect(await client().call("create_role", { body: { ...body, permissions: ["TAG_READ"] }, key })).toMatchObject({
      status: 403,
    });
    expect(await client().call("update_role", { params, body, key })).toMatchObject({ status: 403 });
    expect(await client().call("delete_role", { params, key })).toMatchObject({ status: 403 });
  });
}

function bindingCases(client: () => Client): void {
  let place = { organizationId: "", spaceId: "" };
  let projectId = "";
  beforeAll(async () => {
    place = await createPlace(client());
    projectId = await createProject(client(), place.spaceId);
  });

  const bind = async (change: Readonly<Record<string, string>> = {}, key?: string) => {
    const body = {
      role_id: await createRole(client(), ["PROJECT_READ"]),
      user_id: await createUser(client()),
      resource_type: "PROJECT",
      resource_id: projectId,
      ...change,
    };
    return client().call("create_role_binding", { body, ...(key === undefined ? {} : { key }) });
  };

  it("give a role on a project or on a space, and change in place", async () => {
    const onProject = roleBindingWire.roleBinding.parse((await bind()).body);
    const onSpace = roleBindingWire.roleBinding.parse(
      (await bind({ resource_type: "SPACE", resource_id: place.spaceId })).body,
    );
    const list = async (resource_type: string) =>
      (
        await client().data(commonWire.pageOf("role_bindings", roleBindingWire.roleBinding), "list_role_bindings", {
          query: { resource_type },
        })
      ).role_bindings;
    expect(await list("PROJECT")).toContainEqual(onProject);
    expect(await list("SPACE")).toContainEqual(onSpace);
    const role_id = await createRole(client(), ["TAG_READ"]);
    const params = { binding_id: onProject.id };
    expect(await client().call("update_role_binding", { params, body: { role_id } })).toMatchObject({ status: 200 });
    expect(await client().data(roleBindingWire.roleBinding, "get_role_binding", { params })).toMatchObject({ role_id });
    const moved = { role_id, resource_id: place.spaceId };
    expect(await client().call("update_role_binding", { params, body: moved })).toMatchObject({ status: 400 });
    expect(await client().call("delete_role_binding", { params })).toMatchObject({ status: 204 });
    for (const operation of ["get_role_binding", "delete_role_binding"]) {
      expect(await client().call(operation, { params })).toMatchObject({ status: 404 });
    }
    const unknown = { params: { binding_id: strayId("RoleBinding") }, body: { role_id } };
    expect(await client().call("update_role_binding", unknown)).toMatchObject({ status: 404 });
  });

  it("give their rights at once, and take them at once", async () => {
    const { key, bot_user: bot } = await createServiceKey(client(), place, { space: "READ_ONLY" });
    const create = async () => {
      const body = { name: unique("project"), space_id: place.spaceId };
      return (await client().call("create_project", { body, key })).status;
    };
    expect(await create()).toBe(403);
    const role_id = await createRole(client(), ["PROJECT_CREATE"]);
    const on = { role_id, user_id: bot.id, resource_type: "SPACE", resource_id: place.spaceId };
    const { id } = roleBindingWire.roleBinding.parse((await bind(on)).body);
    expect(await create()).toBe(201);
    const query = { resource_type: "SPACE", user_id: bot.id };
    const page = commonWire.pageOf("role_bindings", roleBindingWire.roleBinding);
    expect((await client().data(page, "list_role_bindings", { query, key })).role_bindings).toHaveLength(1);
    await client().call("delete_role", { params: { role_id } });
    expect(await create()).toBe(403);
    expect(await client().call("delete_role_binding", { params: { binding_id: id } })).toMatchObject({ status: 204 });
  });

  it("are one a user and resource, whatever the role", async () => {
    const user_id = await createUser(client());
    expect(await bind({ user_id })).toMatchObject({ status: 201 });
    expect(await bind({ user_id })).toMatchObject({ status: 409 });
  });

  it.each([
    { name: "a project's id as a space", change: () => ({ resource_type: "SPACE" }), status: 400 },
    { name: "a type that there is none of", change: () => ({ resource_type: "ORGANIZATION" }), status: 400 },
    { name: "a user's id of another form", change: () => ({ user_id: "me" }), status: 400 },
    { name: "a resource that is not there", change: () => ({ resource_id: strayId("Model") }), status: 403 },
    { name: "a role that is not there", change: () => ({ role_id: strayId("Role") }), status: 404 },
    { name: "a user who is not there", change: () => ({ user_id: strayId("User") }), status: 404 },
  ])("fail on $name", async ({ change, status }) => {
    expect(await bind(change())).toMatchObject({ status });
  });

  it("are made by who may, and their lists name a type", async () => {
    const member = await holder(client(), place, { space: "MEMBER" });
    const admin = await holder(client(), place, { space: "ADMIN" });
    expect(await bind({}, member)).toMatchObject({ status: 403 });
    const { id } = roleBindingWire.roleBinding.parse((await bind({}, admin)).body);
    const params = { binding_id: id };
    expect(await client().call("get_role_binding", { params, key: member })).toMatchObject({ status: 200 });
    expect(await client().call("delete_role_binding", { params, key: member })).toMatchObject({ status: 404 });
    expect(await client().call("list_role_bindings")).toMatchObject({ status: 400 });
    const query = { resource_type: "SPACE", user_id: strayId("User") };
    expect(await client().call("list_role_bindings", { query })).toMatchObject({ status: 404 });
  });
}

function restrictionCases(client: () => Client): void {
  it("admit only those who are bound to that very project", async () => {
    const place = await createPlace(client());
    const project_id = await createProject(client(), place.spaceId);
    const { key, bot_user: bot } = await createServiceKey(client(), place, { space: "ADMIN" });
    const see = async () => (await client().call("get_project", { params: { project_id }, key })).status;
    expect(await see()).toBe(200);
    const body = { resource_id: project_id };
    const first = await client().data(restrictionWire.restriction, "create_resource_restriction", { body });
    expect(await client().data(restrictionWire.restriction, "create_resource_restriction", { body })).toEqual(first);
    expect(await see()).toBe(404);
    const role_id = await createRole(client(), ["PROJECT_READ"]);
    const bound = { role_id, user_id: bot.id, resource_type: "PROJECT", resource_id: project_id };
    await client().call("create_role_binding", { body: bound });
    expect(await see()).toBe(200);
    const lift = { params: { resource_id: project_id } };
    expect(await client().call("delete_resource_restriction", { ...lift, key })).toMatchObject({ status: 403 });
    expect(await client().call("delete_resource_restriction", lift)).toMatchObject({ status: 204 });
    expect(await client().call("delete_resource_restriction", lift)).toMatchObject({ status: 404 });
  });

  it("are listed in pages that may be empty in the middle", async () => {
    const mine = await createPlace(client());
    const other = await createPlace(client());
    for (const { spaceId } of [other, mine]) {
      const body = { resource_id: await createProject(client(), spaceId) };
      await client().call("create_resource_restriction", { body });
    }
    const key = await holder(client(), mine, { space: "ADMIN" });
    const page = commonWire.pageOf("resource_restrictions", restrictionWire.restriction);
    const query = { limit: "1", resource_type: "PROJECT" };
    const first = await client().data(page, "list_resource_restrictions", { query, key });
    expect(first.resource_restrictions).toEqual([]);
    expect(first.pagination.has_more).toBe(true);
  });

  it("fail on what is no project", async () => {
    const { spaceId } = await createPlace(client());
    for (const [resource_id, status] of [
      [spaceId, 400],
      [strayId("Model"), 404],
    ] as const) {
      expect(await client().call("create_resource_restriction", { body: { resource_id } })).toMatchObject({ status });
    }
  });
}

function accessCases(client: () => Client): void {
  describe("roles", () => roleCases(client));
  describe("role bindings", () => bindingCases(client));
  describe("restrictions", () => restrictionCases(client));
}

export const cases: ContractCases<Client> = { title: "access", run: accessCases };
