import { describe, expect, it } from "vitest";
import * as commonWire from "#vendors/arize/wire/common.ts";
import * as keyWire from "#vendors/arize/wire/key.ts";
import * as organizationWire from "#vendors/arize/wire/organization.ts";
import * as placementWire from "#vendors/arize/wire/placement.ts";
import * as scopeWire from "#vendors/arize/wire/scope.ts";
import type { ContractCases } from "../cases.ts";
import { type Client, strayId, unique } from "./client.ts";
import {
  createOrganization,
  createPlace,
  createProject,
  createRole,
  createServiceKey,
  createSpace,
  createUser,
  holder,
  level,
  listKeys,
  serviceKey,
} from "./fixtures.ts";

function organizationCases(client: () => Client): void {
  it("are made, found by name, changed and deleted with all that is in them", async () => {
    const body = { name: unique("unit"), description: "payments" };
    const { id: org_id } = await client().data(organizationWire.organization, "create_organization", { body });
    const params = { org_id };
    const page = commonWire.pageOf("organizations", organizationWire.organization);
    const listed = await client().data(page, "list_organizations", { query: { name: body.name } });
    expect(listed.organizations).toMatchObject([{ id: org_id, ...body }]);
    const change = { description: null };
    expect(
      await client().data(organizationWire.organization, "update_organization", { params, body: change }),
    ).toMatchObject({
      description: "",
    });
    for (const name of [body.name.toUpperCase(), body.name.slice(3)]) {
      const { organizations } = await client().data(page, "list_organizations", { query: { name } });
      expect(organizations.map(({ id }) => id)).toEqual([org_id]);
    }
    const space_id = await createSpace(client(), org_id);
    expect(await client().call("delete_organization", { params })).toMatchObject({ status: 204 });
    expect(await client().call("get_organization", { params })).toMatchObject({ status: 404 });
    expect(await client().call("get_space", { params: { space_id } })).toMatchObject({ status: 404 });
  });

  it("take their keys with them, save those that work in another organization too", async () => {
    const here = await createPlace(client());
    const there = await createPlace(client());
    const only = await createServiceKey(client(), here);
    const first = serviceKey(here);
    const body = { ...first, organizations: [...first.organizations, ...serviceKey(there).organizations] };
    const both = await client().data(keyWire.createdServiceKey, "create_api_key", { body });
    await client().call("delete_organization", { params: { org_id: here.organizationId } });
    expect(await client().call("list_spaces", { key: only.key })).toMatchObject({ status: 401 });
    expect(await client().call("revoke_api_key", { params: { api_key_id: only.id } })).toMatchObject({ status: 404 });
    expect(await client().call("list_spaces", { key: both.key })).toMatchObject({ status: 200 });
    expect((await listKeys(client(), { space_id: there.spaceId })).map(({ id }) => id)).toEqual([both.id]);
  });

  it("fail on a taken name, an update of nothing, and for who may not", async () => {
    const place = await createPlace(client());
    const params = { org_id: place.organizationId };
    const name = unique("taken");
    await client().call("create_organization", { body: { name } });
    expect(await client().call("create_organization", { body: { name } })).toMatchObject({ status: 409 });
    expect(await client().call("update_organization", { params, body: { name } })).toMatchObject({ status: 409 });
    expect(await client().call("update_organization", { params, body: {} })).toMatchObject({ status: 400 });
    const key = await holder(client(), place, { space: "ADMIN" });
    const body = { name: unique("mine") };
    expect(await client().call("create_organization", { body, key })).toMatchObject({ status: 403 });
    expect(await client().call("update_organization", { params, body, key })).toMatchObject({ status: 403 });
    expect(await client().call("delete_organization", { params, key })).toMatchObject({ status: 403 });
    const other = { org_id: await createOrganization(client()) };
    expect(await client().call("get_organization", { params: other, key })).toMatchObject({ status: 404 });
  });
}

function spaceCases(client: () => Client): void {
  it("are made, listed by organization, changed and deleted", async () => {
    const organization_id = await createOrganization(client());
    const body = { name: unique("space"), organization_id, is_private: true };
    const made = await client().data(scopeWire.space, "create_space", { body });
    expect(made).toMatchObject({ name: body.name, is_private: true, description: "" });
    const params = { space_id: made.id };
    const page = commonWire.pageOf("spaces", scopeWire.space);
    const query = { org_id: organization_id, name: body.name };
    expect((await client().data(page, "list_spaces", { query })).spaces).toEqual([made]);
    const parts = { org_id: organization_id, name: body.name.slice(2).toUpperCase() };
    expect((await client().data(page, "list_spaces", { query: parts })).spaces).toEqual([made]);
    const change = { is_private: false, description: "staging" };
    expect(await client().data(scopeWire.space, "update_space", { params, body: change })).toMatchObject(change);
    expect(await client().call("create_space", { body })).toMatchObject({ status: 409 });
    const sibling = { space_id: await createSpace(client(), organization_id) };
    const taken = { params: sibling, body: { name: body.name } };
    expect(await client().call("update_space", taken)).toMatchObject({ status: 409 });
    expect(await client().call("delete_space", { params })).toMatchObject({ status: 204 });
    expect(await client().call("delete_space", { params })).toMatchObject({ status: 404 });
  });

  it("never say which organization they are in", async () => {
    const { spaceId } = await createPlace(client());
    const { body } = await client().call("get_space", { params: { space_id: spaceId } });
    expect(Object.keys(Object(body)).sort()).toEqual(["created_at", "description", "id", "is_private", "name"]);
  });

  it("fail for who may not, and on what is not there", async () => {
    const place = await createPlace(client());
    const key = await holder(client(), place);
    const params = { space_id: place.spaceId };
    const body = { name: unique("space") };
    expect(await client().call("update_space", { params, body, key })).toMatchObject({ status: 403 });
    expect(await client().call("delete_space", { params, key })).toMatchObject({ status: 403 });
    const inside = { ...body, organization_id: place.organizationId };
    expect(await client().call("create_space", { body: inside, key })).toMatchObject({ status: 403 });
    const nowhere = { ...body, organization_id: strayId("AccountOrganization") };
    expect(await client().call("create_space", { body: nowhere })).toMatchObject({ status: 404 });
  });
}

function projectCases(client: () => Client): void {
  it("are made, found, renamed and deleted", async () => {
    const { spaceId } = await createPlace(client());
    const body = { name: unique("project"), space_id: spaceId };
    const made = await client().data(scopeWire.project, "create_project", { body });
    const params = { project_id: made.id };
    const page = commonWire.pageOf("projects", scopeWire.project);
    const query = { space_id: spaceId, name: body.name };
    for (const part of [query, { name: body.name.slice(3).toUpperCase() }]) {
      expect((await client().data(page, "list_projects", { query: part })).projects).toEqual([made]);
    }
    const { name: spaceName } = await client().data(scopeWire.space, "get_space", { params: { space_id: spaceId } });
    const bySpace = { space_name: spaceName.slice(2).toUpperCase() };
    expect((await client().data(page, "list_projects", { query: bySpace })).projects).toEqual([made]);
    const name = unique("renamed");
    expect(await client().data(scopeWire.project, "update_project", { params, body: { name } })).toMatchObject({
      name,
    });
    expect(await client().call("delete_project", { params })).toMatchObject({ status: 204 });
    expect(await client().call("get_project", { params })).toMatchObject({ status: 404 });
  });

  it("fail on a taken name, for who may not, and on what is not there", async () => {
    const place = await createPlace(client());
    const name = unique("project");
    const body = { name, space_id: place.spaceId };
    await client().call("create_project", { body });
    expect(await client().call("create_project", { body })).toMatchObject({ status: 409 });
    const params = { project_id: await createProject(client(), place.spaceId) };
    expect(await client().call("update_project", { params, body: { name } })).toMatchObject({ status: 422 });
    const key = await holder(client(), place, { space: "READ_ONLY" });
    expect(await client().call("create_project", { body: { ...body, name: unique("p") }, key })).toMatchObject({
      status: 403,
    });
    expect(await client().call("delete_project", { params, key })).toMatchObject({ status: 403 });
    expect(await client().call("create_project", { body: { name, space_id: strayId("Space") } })).toMatchObject({
      status: 422,
    });
    expect(await client().call("list_projects", { query: { space_id: strayId("Space") } })).toMatchObject({
      status: 404,
    });
  });
}

function memberCases(client: () => Client): void {
  const add = (operation: string, params: Readonly<Record<string, string>>, body: unknown) =>
    client().call(operation, { params, body });

  it("join the organization, then the space, change their level, and leave", async () => {
    const { organizationId: org_id, spaceId: space_id } = await createPlace(client());
    const user_id = await createUser(client());
    const role = level("MEMBER");
    expect(await add("add_space_user", { space_id }, { user_id, role })).toMatchObject({ status: 400 });
    const joined = placementWire.organizationMembership.parse(
      (await add("add_organization_user", { org_id }, { user_id, role })).body,
    );
    expect(joined).toMatchObject({ user_id, organization_id: org_id, role });
    const first = placementWire.spaceMembership.parse(
      (await add("add_space_user", { space_id }, { user_id, role })).body,
    );
    const again = await add("add_space_user", { space_id }, { user_id, role: level("ADMIN") });
    expect(again).toMatchObject({ status: 200, body: { id: first.id, role: level("ADMIN") } });
    const roleId = await createRole(client(), ["TAG_READ"]);
    const custom = { type: "CUSTOM", id: roleId };
    expect(await add("add_space_user", { space_id }, { user_id, role: custom })).toMatchObject({
      body: { role: custom },
    });
    expect(await add("add_organization_user", { org_id }, { user_id, role: custom })).toMatchObject({ status: 422 });
    await client().call("create_role_binding", {
      body: { role_id: roleId, user_id, resource_type: "SPACE", resource_id: space_id },
    });
    expect(await client().call("remove_organization_user", { params: { org_id, user_id } })).toMatchObject({
      status: 204,
    });
    for (const [operation, params] of [
      ["remove_organization_user", { org_id, user_id }],
      ["remove_space_user", { space_id, user_id }],
    ] as const) {
      expect(await client().call(operation, { params })).toMatchObject({ status: 404 });
    }
    const query = { resource_type: "SPACE", user_id };
    expect((await client().call("list_role_bindings", { query })).body).toMatchObject({ role_bindings: [] });
  });

  it("are annotators where the account has them as annotators, and nowhere else", async () => {
    const { organizationId: org_id, spaceId: space_id } = await createPlace(client());
    const annotator = await createUser(client(), "ANNOTATOR");
    const member = await createUser(client());
    const join = async (user_id: string, name: "ANNOTATOR" | "MEMBER") =>
      (await add("add_organization_user", { org_id }, { user_id, role: level(name) })).status;
    const enter = async (user_id: string, role: unknown) =>
      (await add("add_space_user", { space_id }, { user_id, role })).status;
    expect([await join(annotator, "MEMBER"), await join(annotator, "ANNOTATOR")]).toEqual([400, 200]);
    expect([await join(member, "ANNOTATOR"), await join(member, "MEMBER")]).toEqual([400, 200]);
    const custom = { type: "CUSTOM", id: await createRole(client(), ["TAG_READ"]) };
    expect(await enter(annotator, level("MEMBER"))).toBe(400);
    expect(await enter(annotator, custom)).toBe(400);
    expect(await enter(annotator, level("ANNOTATOR"))).toBe(200);
    expect(await enter(member, level("ANNOTATOR"))).toBe(400);
    const { bot_user: bot } = await createServiceKey(client(), { organizationId: org_id, spaceId: space_id });
    expect([await join(bot.id, "ANNOTATOR"), await enter(bot.id, level("ANNOTATOR"))]).toEqual([400, 400]);
  });

  it("are their administrators' to change", async () => {
    const place = await createPlace(client());
    const params = { space_id: place.spaceId };
    const organization = { org_id: place.organizationId };
    const key = await holder(client(), place);
    const user_id = await createUser(client());
    const body = { user_id, role: level("MEMBER") };
    expect(await client().call("add_organization_user", { params: organization, body, key })).toMatchObject({
      status: 403,
    });
    expect(await client().call("add_space_user", { params, body, key })).toMatchObject({ status: 403 });
    const custom = { user_id, role: { type: "CUSTOM", id: strayId("Role") } };
    expect(await client().call("add_space_user", { params, body: custom, key })).toMatchObject({ status: 403 });
    expect(await client().call("remove_space_user", { params: { ...params, user_id }, key })).toMatchObject({
      status: 403,
    });
    expect(await add("add_organization_user", organization, { ...body, user_id: strayId("User") })).toMatchObject({
      status: 404,
    });
  });

  it("take a bot out of a space, and its key from the space's list", async () => {
    const place = await createPlace(client());
    const { id, key, bot_user: bot } = await createServiceKey(client(), place);
    const params = { space_id: place.spaceId, user_id: bot.id };
    expect(await client().call("remove_space_user", { params })).toMatchObject({ status: 204 });
    expect((await listKeys(client(), { space_id: place.spaceId })).map((row) => row.id)).not.toContain(id);
    expect((await client().call("list_spaces", { key })).body).toMatchObject({ spaces: [] });
  });
}

function placeCases(client: () => Client): void {
  describe("organizations", () => organizationCases(client));
  describe("spaces", () => spaceCases(client));
  describe("projects", () => projectCases(client));
  describe("members", () => memberCases(client));
}

export const cases: ContractCases<Client> = { title: "places", run: placeCases };
