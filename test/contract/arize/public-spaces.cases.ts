import { describe, expect, it } from "vitest";
import * as commonWire from "#vendors/arize/wire/common.ts";
import * as scopeWire from "#vendors/arize/wire/scope.ts";
import type { ContractCases } from "../cases.ts";
import type { Client } from "./client.ts";
import {
  createPlace,
  createProject,
  createPublicSpace,
  createServiceKey,
  createSpace,
  holder,
  level,
  serviceKey,
} from "./fixtures.ts";

async function listSpaceIds(client: Client, key: string): Promise<readonly string[]> {
  const { spaces } = await client.data(commonWire.pageOf("spaces", scopeWire.space), "list_spaces", { key });
  return spaces.map(({ id }) => id);
}

function publicSpaceCases(client: () => Client): void {
  it("are the default", async () => {
    const place = await createPlace(client());
    const params = { space_id: await createPublicSpace(client(), place.organizationId) };
    expect(await client().data(scopeWire.space, "get_space", { params })).toMatchObject({ is_private: false });
  });

  it("are read by every service key of their organization, and private ones are not", async () => {
    const place = await createPlace(client());
    const open = await createPublicSpace(client(), place.organizationId);
    const closed = await createSpace(client(), place.organizationId);
    const project = await createProject(client(), open);
    const key = await holder(client(), place);
    expect((await listSpaceIds(client(), key)).toSorted()).toEqual([open, place.spaceId].toSorted());
    expect(await client().call("get_space", { params: { space_id: open }, key })).toMatchObject({ status: 200 });
    expect(await client().call("get_space", { params: { space_id: closed }, key })).toMatchObject({ status: 404 });
    expect(await client().call("get_project", { params: { project_id: project }, key })).toMatchObject({ status: 200 });
  });

  it("give the level of the organization, and no more", async () => {
    const place = await createPlace(client());
    const open = await createPublicSpace(client(), place.organizationId);
    const sent = { params: { space_id: open }, body: { description: "theirs" } };
    const creation = { body: serviceKey({ ...place, spaceId: open }, { space: "READ_ONLY" }) };
    const reader = await holder(client(), place, { space: "ADMIN" });
    expect(await client().call("update_space", { ...sent, key: reader })).toMatchObject({ status: 403 });
    expect(await client().call("create_api_key", { ...creation, key: reader })).toMatchObject({ status: 403 });
    const member = await holder(client(), place, { space: "READ_ONLY", organization: "MEMBER" });
    expect(await client().call("create_api_key", { ...creation, key: member })).toMatchObject({ status: 201 });
    expect(await client().call("update_space", { ...sent, key: member })).toMatchObject({ status: 403 });
  });

  it("are not read from another organization, nor are their restricted projects", async () => {
    const place = await createPlace(client());
    const open = await createPublicSpace(client(), place.organizationId);
    const project = await createProject(client(), open);
    const stranger = await holder(client(), await createPlace(client()));
    expect(await client().call("get_space", { params: { space_id: open }, key: stranger })).toMatchObject({
      status: 404,
    });
    const key = await holder(client(), place);
    await client().call("create_resource_restriction", { body: { resource_id: project } });
    expect(await client().call("get_project", { params: { project_id: project }, key })).toMatchObject({ status: 404 });
  });

  it("give a role of their own before that of the organization", async () => {
    const place = await createPlace(client());
    const open = await createPublicSpace(client(), place.organizationId);
    const { key, bot_user: bot } = await createServiceKey(client(), place, { organization: "MEMBER" });
    const body = { user_id: bot.id, role: level("READ_ONLY") };
    const creation = { body: serviceKey({ ...place, spaceId: open }, { space: "READ_ONLY" }), key };
    expect(await client().call("create_api_key", creation)).toMatchObject({ status: 201 });
    expect(await client().call("add_space_user", { params: { space_id: open }, body })).toMatchObject({ status: 200 });
    expect(await client().call("create_api_key", creation)).toMatchObject({ status: 403 });
  });

  it("turn private, and are read no longer", async () => {
    const place = await createPlace(client());
    const params = { space_id: await createPublicSpace(client(), place.organizationId) };
    const key = await holder(client(), place);
    expect(await client().call("get_space", { params, key })).toMatchObject({ status: 200 });
    await client().call("update_space", { params, body: { is_private: true } });
    expect(await client().call("get_space", { params, key })).toMatchObject({ status: 404 });
  });
}

export const cases: ContractCases<Client> = {
  title: "public spaces",
  run: (client) => describe("spaces", () => publicSpaceCases(client)),
};
