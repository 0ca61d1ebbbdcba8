import { describe, expect, it } from "vitest";
import * as wire from "#vendors/bigeye/wire/scope.ts";
import type { ContractCases } from "../cases.ts";
import { type Client, unique } from "./client.ts";
import {
  createAccount,
  createGroup,
  createRole,
  createWorkspace,
  defaultWorkspace,
  grantAll,
  groupHolding,
  holderOf,
  nobody,
  readGroup,
  roleNamed,
} from "./fixtures.ts";

function rowCases(client: () => Client): void {
  it("have unique names", async () => {
    const { id, name } = await createWorkspace(client());
    expect(await client().call("WorkspaceService_CreateWorkspace", { body: { name } })).toMatchObject({ status: 409 });
    expect(await client().call("WorkspaceService_CreateWorkspace", { body: {} })).toMatchObject({ status: 400 });
    const next = unique("space");
    const update = (body: unknown, workspaceId = id) =>
      client().call("WorkspaceService_UpdateWorkspace", { params: { workspaceId }, body });
    expect(await update({ name: next })).toMatchObject({ status: 200, body: { name: next } });
    expect(await update({ name: (await createWorkspace(client())).name })).toMatchObject({ status: 409 });
    expect(await update({ name: next }, nobody)).toMatchObject({ status: 404 });
  });

  it("take what they hold with them, grants included", async () => {
    const { id } = await createWorkspace(client());
    const group = await groupHolding(client(), id, "TABLE:READ");
    const params = { workspaceId: id };
    expect(await client().call("WorkspaceService_DeleteWorkspace", { params })).toMatchObject({ status: 200 });
    expect(await client().call("WorkspaceService_DeleteWorkspace", { params })).toMatchObject({ status: 404 });
    expect(await client().call("WorkspaceService_GetWorkspace", { params })).toMatchObject({ status: 404 });
    expect((await readGroup(client(), group)).grants).toEqual([]);
  });

  it("have one default, which cannot be deleted", async () => {
    const before = await defaultWorkspace(client());
    const { id } = await createWorkspace(client());
    const make = (workspaceId: string) =>
      client().call("WorkspaceService_SetDefaultWorkspace", { params: { workspaceId } });
    expect(await make(id)).toMatchObject({ status: 200, body: { isDefault: true } });
    const { workspaces } = await client().data(wire.workspaces, "WorkspaceService_GetAllWorkspaces");
    expect(workspaces.filter(({ isDefault }) => isDefault).map((workspace) => workspace.id)).toEqual([id]);
    const deletion = { params: { workspaceId: id } };
    expect(await client().call("WorkspaceService_DeleteWorkspace", deletion)).toMatchObject({ status: 400 });
    expect(await make(before.id)).toMatchObject({ status: 200 });
    expect(await make(nobody)).toMatchObject({ status: 404 });
  });
}

function accessCases(client: () => Client): void {
  it("are seen by those who hold a role there, and by admins", async () => {
    const open = await createWorkspace(client());
    const closed = await createWorkspace(client());
    const { secret } = await holderOf(client(), await groupHolding(client(), open.id, "TABLE:READ"));
    const asking = { key: secret };
    const { workspaces } = await client().data(wire.workspaces, "WorkspaceService_GetAllWorkspaces", asking);
    expect(workspaces.map(({ id }) => id)).toEqual([open.id]);
    const read = async (workspaceId: string) =>
      (await client().call("WorkspaceService_GetWorkspace", { ...asking, params: { workspaceId } })).status;
    expect([await read(open.id), await read(closed.id)]).toEqual([200, 403]);
  });

  it("tell who reaches them, with the highest role of each", async () => {
    const { id: workspace } = await createWorkspace(client());
    const { id: group } = await createGroup(client());
    const custom = await createRole(client(), "TABLE:READ");
    for (const role of [custom, await roleNamed(client(), "Edit"), await roleNamed(client(), "View")]) {
      await grantAll(client(), { role: role.id, group, workspace });
    }
    const account = await createAccount(client(), { groupIds: [group] });
    const asking = { params: { workspaceId: workspace } };
    const found = await client().data(wire.workspaceAccessors, "WorkspaceService_GetWorkspaceAccessors", asking);
    expect(found.groups).toMatchObject([{ id: group, userCount: 1, roles: [{ id: custom.id }, {}, {}] }]);
    expect(found.users).toMatchObject([{ id: account.id, highestRoleName: "Edit", highestRoleType: "ROLE_TYPE_EDIT" }]);
    const missing = { params: { workspaceId: nobody } };
    expect(await client().call("WorkspaceService_GetWorkspaceAccessors", missing)).toMatchObject({ status: 404 });
  });
}

function workspaceCases(client: () => Client): void {
  describe("rows", () => rowCases(client));
  describe("access", () => accessCases(client));

  it("belong to a company, which can be renamed", async () => {
    const rename = (companyId: string, body: unknown = { name: unique("company") }) =>
      client().call("CompanyService_UpdateCompany", { params: { companyId }, body });
    expect(await rename(nobody)).toMatchObject({ status: 404 });
    if (client().target.clock === undefined) return;
    expect(await rename("101")).toMatchObject({ status: 200 });
    expect(await rename("101", {})).toMatchObject({ status: 400 });
  });
}

export const cases: ContractCases<Client> = { title: "workspaces", run: workspaceCases };
