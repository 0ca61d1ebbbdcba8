import { describe, expect, it } from "vitest";
import * as wire from "#vendors/bigeye/wire/role.ts";
import type { ContractCases } from "../cases.ts";
import { type Client, routes, unique } from "./client.ts";
import {
  changeMembers,
  createGroup,
  createRole,
  createWorkspace,
  grantAll,
  groupHolding,
  groupNamed,
  holderOf,
  nobody,
  permission,
  roleNamed,
} from "./fixtures.ts";

interface Rights {
  readonly list: number;
  readonly create: number;
}

/** What a key may do with collections of a workspace, by status. */
async function rightsIn(client: Client, workspace: string, key: string): Promise<Rights> {
  const asking = { key, headers: { "X-Bigeye-Workspace-Id": workspace } };
  const { status: list } = await client.call("ListCollections", asking);
  const body = { name: unique("orders") };
  return { list, create: (await client.call("CreateCollection", { ...asking, body })).status };
}

const held = [
  { name: "the pair itself", permissions: ["COLLECTION:READ"], want: { list: 200, create: 403 } },
  { name: "each action by ALL", permissions: ["COLLECTION:ALL"], want: { list: 200, create: 200 } },
  { name: "each domain by ALL", permissions: ["ALL:READ"], want: { list: 200, create: 403 } },
  { name: "not another domain", permissions: ["TABLE:ALL"], want: { list: 403, create: 403 } },
  { name: "not reading by writing", permissions: ["COLLECTION:WRITE"], want: { list: 403, create: 200 } },
  { name: "the sum of two", permissions: ["COLLECTION:READ", "COLLECTION:WRITE"], want: { list: 200, create: 200 } },
];

function roleRightCases(client: () => Client): void {
  it.each(held)("hold $name", async ({ permissions, want }) => {
    const { id } = await createWorkspace(client());
    const { secret } = await holderOf(client(), await groupHolding(client(), id, ...permissions));
    expect(await rightsIn(client(), id, secret)).toEqual(want);
  });

  it.each([
    { name: "View", want: { list: 200, create: 403 } },
    { name: "Edit", want: { list: 200, create: 200 } },
    { name: "Manage", want: { list: 200, create: 200 } },
  ])("of Bigeye's own: $name", async ({ name, want }) => {
    const { id: workspace } = await createWorkspace(client());
    const { id: group } = await createGroup(client());
    await grantAll(client(), { role: (await roleNamed(client(), name)).id, group, workspace });
    const { secret } = await holderOf(client(), group);
    expect(await rightsIn(client(), workspace, secret)).toEqual(want);
  });

  it("add up over groups and roles, and hold in their workspace alone", async () => {
    const here = await createWorkspace(client());
    const there = await createWorkspace(client());
    const groups = [
      await groupHolding(client(), here.id, "COLLECTION:READ"),
      await groupHolding(client(), here.id, "COLLECTION:WRITE"),
      await groupHolding(client(), there.id, "COLLECTION:READ"),
    ];
    const { secret } = await holderOf(client(), ...groups);
    expect(await rightsIn(client(), here.id, secret)).toEqual({ list: 200, create: 200 });
    expect(await rightsIn(client(), there.id, secret)).toEqual({ list: 200, create: 403 });
  });

  it("follow the role when it is edited, for all who hold it", async () => {
    const { id: workspace } = await createWorkspace(client());
    const { id: group } = await createGroup(client());
    const { id, name } = await createRole(client(), "COLLECTION:READ");
    await grantAll(client(), { role: id, group, workspace });
    const { secret } = await holderOf(client(), group);
    const request = { name, rolePermissions: [permission("TABLE:READ")] };
    await client().data(wire.role, "RoleService_UpdateRole", { params: { id }, body: { id: Number(id), request } });
    expect(await rightsIn(client(), workspace, secret)).toEqual({ list: 403, create: 403 });
  });
}

function workspaceCases(client: () => Client): void {
  it("have to be named where the caller sees several", async () => {
    const one = await createWorkspace(client());
    const other = await createWorkspace(client());
    const groups = [
      await groupHolding(client(), one.id, "COLLECTION:READ"),
      await groupHolding(client(), other.id, "COLLECTION:READ"),
    ];
    const { secret } = await holderOf(client(), ...groups);
    const unnamed = { status: 400, message: "A workspace ID must be supplied" };
    expect(await client().call("ListCollections", { key: secret })).toMatchObject(unnamed);
    const zero = { "x-bigeye-workspace-id": "0" };
    expect(await client().call("ListCollections", { key: secret, headers: zero })).toMatchObject(unnamed);
    const query = { workspaceId: other.id };
    expect(await client().call("ListCollections", { key: secret, query })).toMatchObject({ status: 200 });
    const stranger = { workspaceId: (await createWorkspace(client())).id };
    expect(await client().call("ListCollections", { key: secret, query: stranger })).toMatchObject({ status: 403 });
  });

  it("need no name where there is one, and help nobody who sees none", async () => {
    const { id } = await createWorkspace(client());
    const { secret } = await holderOf(client(), await groupHolding(client(), id, "COLLECTION:READ"));
    expect(await client().call("ListCollections", { key: secret })).toMatchObject({ status: 200 });
    const { secret: powerless } = await holderOf(client());
    expect(await client().call("ListCollections", { key: powerless })).toMatchObject({ status: 403 });
  });
}

function permissionCases(client: () => Client): void {
  describe("rights", () => roleRightCases(client));
  describe("workspaces", () => workspaceCases(client));

  it("of the company are the admin group's alone", async () => {
    const group = await groupNamed(client(), "Default Manage");
    const { accountId, secret } = await holderOf(client(), group.id);
    const gated = routes.filter(({ permissions }) => permissions.includes("ADMIN"));
    expect(gated.length).toBeGreaterThan(20);
    const statuses = async (): Promise<Set<number>> => {
      const seen = new Set<number>();
      for (const { operationId, path, body } of gated) {
        const params = Object.fromEntries([...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => [name, nobody]));
        const asking = { params, key: secret, ...(body === undefined ? {} : { body: {} }) };
        seen.add((await client().call(operationId, asking)).status);
      }
      return seen;
    };
    expect([...(await statuses())]).toEqual([403]);
    const admins = await groupNamed(client(), "Admin");
    await changeMembers(client(), "ADD", { users: [accountId], groups: [admins.id] });
    expect(await statuses()).not.toContain(403);
    await changeMembers(client(), "REMOVE", { users: [accountId], groups: [admins.id] });
    expect([...(await statuses())]).toEqual([403]);
  });
}

export const cases: ContractCases<Client> = { title: "permissions", run: permissionCases };
