import { describe, expect, it } from "vitest";
import * as wire from "#vendors/bigeye/wire/group.ts";
import type { ContractCases } from "../cases.ts";
import { type Client, unique } from "./client.ts";
import {
  asSent,
  changeMembers,
  createAccount,
  createGroup,
  createRole,
  createWorkspace,
  grantAll,
  granting,
  groupNamed,
  nobody,
  readGroup,
  readUser,
  revokeAll,
  roleNamed,
} from "./fixtures.ts";

function groupCases(client: () => Client): void {
  it("has a unique name and names of IdP groups, both replaced by an update", async () => {
    const name = unique("team");
    const next = unique("team");
    const made = await client().data(wire.group, "GroupService_CreateGroup", {
      body: { name, idpGroups: ["okta-data"] },
    });
    expect(made).toMatchObject({ name, idpGroups: ["okta-data"], users: [], grants: [] });
    expect(await client().call("GroupService_CreateGroup", { body: { name } })).toMatchObject({ status: 409 });
    const update = (body: unknown) => client().call("GroupService_UpdateGroup", { params: { groupId: made.id }, body });
    expect(await update({ name })).toMatchObject({ status: 200 });
    expect(await update({ name: next })).toMatchObject({ status: 200 });
    expect(await readGroup(client(), made.id)).toMatchObject({ name: next, idpGroups: [] });
    expect(await update({ name: (await createGroup(client())).name })).toMatchObject({ status: 409 });
    expect(await update({ name: "" })).toMatchObject({ status: 400 });
  });

  it("is gone when deleted, from accounts too", async () => {
    const { id } = await createGroup(client());
    const account = await createAccount(client(), { groupIds: [id] });
    const params = { groupId: id };
    expect(await client().call("GroupService_DeleteGroup", { params })).toMatchObject({ status: 200 });
    expect(await client().call("GroupService_GetGroup", { params })).toMatchObject({ status: 404 });
    expect(await client().call("GroupService_DeleteGroup", { params })).toMatchObject({ status: 404 });
    const body = { name: unique("team") };
    expect(await client().call("GroupService_UpdateGroup", { params, body })).toMatchObject({ status: 404 });
    expect((await readUser(client(), account.id)).groups).toEqual([]);
  });

  it("is the company's own and stays, where it is the admins'", async () => {
    const { id } = await groupNamed(client(), "Admin");
    const params = { groupId: id };
    expect(await client().call("GroupService_DeleteGroup", { params })).toMatchObject({ status: 400 });
    const body = { name: unique("admins") };
    expect(await client().call("GroupService_UpdateGroup", { params, body })).toMatchObject({ status: 400 });
  });
}

function memberCases(client: () => Client): void {
  it("changes every user in every group, and says what failed beside what did not", async () => {
    const one = await createGroup(client());
    const other = await createGroup(client());
    const account = await createAccount(client());
    const ids = { users: [account.id, nobody], groups: [one.id, other.id] };
    const result = await changeMembers(client(), "ADD", ids);
    expect(result.successfulIds).toEqual([
      { groupId: one.id, userId: account.id },
      { groupId: other.id, userId: account.id },
    ]);
    expect(result.failedUpdates.map(({ groupId, userId }) => [groupId, userId])).toEqual([
      [one.id, nobody],
      [other.id, nobody],
    ]);
    expect(result.failedUpdates[0]?.reason).toContain("not found");
    const group = await readGroup(client(), one.id);
    expect(group.users).toEqual([{ id: account.id, displayName: account.name }]);
    expect(group.memberships).toMatchObject([
      { user: { id: account.id }, membershipPaths: ["GROUP_MEMBERSHIP_VIA_MANUAL_ASSIGNMENT"] },
    ]);
  });

  it("comes to the same when it is sent again", async () => {
    const group = await createGroup(client());
    const account = await createAccount(client());
    const ids = { users: [account.id], groups: [group.id] };
    for (const operation of ["ADD", "ADD", "REMOVE", "REMOVE"] as const) {
      expect(await changeMembers(client(), operation, ids)).toMatchObject({ failedUpdates: [] });
    }
    expect((await readGroup(client(), group.id)).users).toEqual([]);
  });

  it("fails on groups that are not there, item by item", async () => {
    const { id } = await createAccount(client());
    const result = await changeMembers(client(), "REMOVE", { users: [id], groups: [nobody] });
    expect(result).toMatchObject({ successfulIds: [], failedUpdates: [{ groupId: nobody, userId: id }] });
  });

  it("fails without an operation", async () => {
    const body = { userIds: [], groupIds: [] };
    expect(await client().call("GroupService_BulkChangeGroupUsers", { body })).toMatchObject({ status: 400 });
    const other = { ...body, operation: "ADD" };
    expect(await client().call("GroupService_BulkChangeGroupUsers", { body: other })).toMatchObject({ status: 400 });
  });
}

async function threeSides(client: Client): Promise<{ role: string; group: string; workspace: string }> {
  const role = await createRole(client, "TABLE:READ");
  const group = await createGroup(client);
  return { role: role.id, group: group.id, workspace: (await createWorkspace(client)).id };
}

function grantCases(client: () => Client): void {
  it("gives a group a role on a workspace, with an id of its own", async () => {
    const sides = await threeSides(client());
    const { successfulRequests, failedUpdates } = await grantAll(client(), sides);
    expect(failedUpdates).toEqual([]);
    expect(successfulRequests).toMatchObject([
      { role: { id: sides.role }, group: { id: sides.group }, workspace: { id: sides.workspace } },
    ]);
    const grants = (await readGroup(client(), sides.group)).grants;
    expect(grants.map(({ id }) => id)).toEqual(successfulRequests.map(({ id }) => id));
    expect(grants).toMatchObject([{ role: { id: sides.role }, workspace: { id: sides.workspace } }]);
  });

  it("answers the grant that is there when it is given again", async () => {
    const sides = await threeSides(client());
    const first = await grantAll(client(), sides);
    const again = await grantAll(client(), sides);
    expect(again).toEqual(first);
    expect((await readGroup(client(), sides.group)).grants).toHaveLength(1);
  });

  it("does what it can of many, and says what failed and why", async () => {
    const sides = await threeSides(client());
    const wrong = [
      { ...sides, role: nobody },
      { ...sides, group: nobody },
      { ...sides, workspace: nobody },
      { ...sides, role: (await roleNamed(client(), "Admin")).id },
    ];
    const { successfulRequests, failedUpdates } = await grantAll(client(), ...wrong, sides);
    expect(successfulRequests).toHaveLength(1);
    expect(failedUpdates.map(({ reason }) => reason.replace(/^the (\w+).*/, "$1"))).toEqual([
      "role",
      "group",
      "workspace",
      "admin",
    ]);
    expect(failedUpdates[0]?.request).toMatchObject({ role: { id: nobody }, group: { id: sides.group } });
  });

  it("is revoked by its id, as it was read, and once", async () => {
    const sides = await threeSides(client());
    await grantAll(client(), sides);
    const [given] = (await readGroup(client(), sides.group)).grants;
    if (given === undefined) throw new Error("nothing was granted");
    expect((await revokeAll(client(), granting(sides))).failedUpdates[0]?.reason).toContain("id");
    expect(await revokeAll(client(), asSent(given))).toMatchObject({ successfulRequests: [{ id: given.id }] });
    expect((await revokeAll(client(), asSent(given))).failedUpdates[0]?.reason).toContain("not found");
    expect((await readGroup(client(), sides.group)).grants).toEqual([]);
  });

  it("fails without an operation", async () => {
    const body = { requests: [] };
    expect(await client().call("GroupService_BulkChangeGroupGrants", { body })).toMatchObject({ status: 400 });
  });
}

function groupsCases(client: () => Client): void {
  describe("a group", () => groupCases(client));
  describe("a change of members", () => memberCases(client));
  describe("a grant", () => grantCases(client));
}

export const cases: ContractCases<Client> = { title: "groups", run: groupsCases };
