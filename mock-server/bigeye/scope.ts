import { nameBody, nothing } from "#vendors/bigeye/wire/common.ts";
import {
  workspace as workspaceWire,
  workspaceAccessors,
  workspaces as workspacesWire,
} from "#vendors/bigeye/wire/scope.ts";
import { workspaceAccessorsView } from "./accessors.ts";
import { type Endpoint, bodyEndpoint, endpoint } from "./endpoint.ts";
import { conflict, forbidden, invalid, notFound, refusing } from "./errors.ts";
import { type Instance, newId } from "./instance.ts";
import { visibleWorkspaces } from "./permissions.ts";
import type { UserRow, WorkspaceRow } from "./tables.ts";
import { checkName } from "./users.ts";
import { type View, workspaceView } from "./views.ts";

async function workspaceAt(instance: Instance, id: string): Promise<WorkspaceRow> {
  const row = await instance.workspaces.get(id);
  if (row === undefined) throw notFound("workspace", id);
  return row;
}

async function visibleAt(instance: Instance, id: string, caller: UserRow): Promise<WorkspaceRow> {
  const row = await workspaceAt(instance, id);
  const visible = await visibleWorkspaces(instance, caller);
  if (!visible.some((other) => other.id === id)) throw forbidden(`you have no access to workspace ${id}`);
  return row;
}

async function checkFree(instance: Instance, name: string, own?: string): Promise<void> {
  checkName("workspace", name);
  const holders = await instance.workspaces.find("name", name);
  if (holders.some(({ id }) => id !== own)) throw conflict(`a workspace named ${name} exists`);
}

export async function createWorkspace(
  instance: Instance,
  { id, name, isDefault = false }: { readonly id?: number; readonly name: string; readonly isDefault?: boolean },
): Promise<WorkspaceRow> {
  await checkFree(instance, name);
  const row: WorkspaceRow = { id: await newId(instance, instance.workspaces, id), name, isDefault };
  await instance.workspaces.put(row);
  return row;
}

/** Cascades to what it holds. */
async function deleteWorkspace(instance: Instance, row: WorkspaceRow): Promise<void> {
  if (row.isDefault) throw invalid("the default workspace cannot be deleted");
  for (const { id } of await instance.grants.find("workspace", row.id)) await instance.grants.remove(id);
  for (const { id } of await instance.collections.find("workspace", row.id)) await instance.collections.remove(id);
  await instance.workspaces.remove(row.id);
}

async function makeDefault(instance: Instance, row: WorkspaceRow): Promise<View> {
  for (const other of await instance.workspaces.list()) {
    if (other.isDefault !== (other.id === row.id))
      await instance.workspaces.patch(other.id, { isDefault: !other.isDefault });
  }
  return workspaceView({ ...row, isDefault: true });
}

const path = "/api/v1/workspaces";

export const workspaceEndpoints: readonly Endpoint[] = [
  endpoint({
    method: "GET",
    path,
    operationId: "WorkspaceService_GetAllWorkspaces",
    gate: "user",
    answers: workspacesWire,
    errors: {},
    handle: async (instance, { caller }) => ({
      workspaces: (await visibleWorkspaces(instance, caller)).map(workspaceView),
    }),
  }),
  bodyEndpoint({
    method: "POST",
    path,
    operationId: "WorkspaceService_CreateWorkspace",
    gate: "admin",
    body: nameBody,
    answers: workspaceWire,
    errors: refusing(409),
    handle: async (instance, { body }) => workspaceView(await createWorkspace(instance, body)),
  }),
  endpoint({
    method: "GET",
    path: `${path}/{workspaceId}`,
    operationId: "WorkspaceService_GetWorkspace",
    gate: "user",
    answers: workspaceWire,
    errors: refusing(403, 404),
    handle: async (instance, { params: { workspaceId = "" }, caller }) =>
      workspaceView(await visibleAt(instance, workspaceId, caller)),
  }),
  bodyEndpoint({
    method: "PUT",
    path: `${path}/{workspaceId}`,
    operationId: "WorkspaceService_UpdateWorkspace",
    gate: "admin",
    body: nameBody,
    answers: workspaceWire,
    errors: refusing(404, 409),
    async handle(instance, { params: { workspaceId = "" }, body: { name } }) {
      const row = await workspaceAt(instance, workspaceId);
      await checkFree(instance, name, row.id);
      return workspaceView((await instance.workspaces.patch(row.id, { name })) ?? row);
    },
  }),
  endpoint({
    method: "DELETE",
    path: `${path}/{workspaceId}`,
    operationId: "WorkspaceService_DeleteWorkspace",
    gate: "admin",
    answers: nothing,
    errors: refusing(400, 404),
    async handle(instance, { params: { workspaceId = "" } }) {
      await deleteWorkspace(instance, await workspaceAt(instance, workspaceId));
      return {};
    },
  }),
  endpoint({
    method: "GET",
    path: `${path}/{workspaceId}/accessors`,
    operationId: "WorkspaceService_GetWorkspaceAccessors",
    gate: "admin",
    answers: workspaceAccessors,
    errors: refusing(404),
    handle: async (instance, { params: { workspaceId = "" } }) =>
      workspaceAccessorsView(instance, await workspaceAt(instance, workspaceId)),
  }),
  endpoint({
    method: "PUT",
    path: `${path}/default/{workspaceId}`,
    operationId: "WorkspaceService_SetDefaultWorkspace",
    gate: "admin",
    answers: workspaceWire,
    errors: refusing(404),
    handle: async (instance, { params: { workspaceId = "" } }) =>
      makeDefault(instance, await workspaceAt(instance, workspaceId)),
  }),
];
