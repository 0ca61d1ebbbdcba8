import { z } from "zod";
import { nameBody, nothing } from "#vendors/bigeye/wire/common.ts";
import {
  workspaceAccessors,
  workspaces as workspacesWire,
  workspace as workspaceWire,
} from "#vendors/bigeye/wire/scope.ts";
import { defineMockNoun } from "../shared/noun.ts";
import { omitUndefined } from "../shared/omit-undefined.ts";
import { found } from "../shared/outcome.ts";
import { seedList } from "../shared/seed.ts";
import { type TablesOf, defineTable } from "../shared/store/define-table.ts";
import { workspaceAccessorsJson } from "./accessors.ts";
import { endpoint } from "./endpoint.ts";
import { conflict, errorCodes, forbidden, invalid } from "./errors.ts";
import { type Instance, type Row, createId } from "./instance.ts";
import { type Json, workspaceJson } from "./json.ts";
import { getWorkspace } from "./lookups.ts";
import { checkName } from "./names.ts";
import { listVisibleWorkspaces } from "./permissions.ts";
import { seedId } from "./seed.ts";

const row = z.object({ id: z.string(), name: z.string(), isDefault: z.boolean() }).readonly();

const tables = { workspaces: defineTable({ name: "bigeye/workspaces", row, indexes: { name: ({ name }) => name } }) };

declare module "./instance.ts" {
  interface Tables extends TablesOf<typeof tables> {}
}

async function getVisible(instance: Instance, id: string, caller: Row<"users">): Promise<Row<"workspaces">> {
  const row = await getWorkspace(instance, id);
  const visible = await listVisibleWorkspaces(instance, caller);
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
): Promise<Row<"workspaces">> {
  await checkFree(instance, name);
  const row: Row<"workspaces"> = { id: await createId(instance, instance.workspaces, id), name, isDefault };
  await instance.workspaces.put(row);
  return row;
}

/** Cascades to what it holds. */
async function deleteWorkspace(instance: Instance, row: Row<"workspaces">): Promise<void> {
  if (row.isDefault) throw invalid("the default workspace cannot be deleted");
  for (const { id } of await instance.grants.find("workspace", row.id)) await instance.grants.remove(id);
  for (const { id } of await instance.collections.find("workspace", row.id)) await instance.collections.remove(id);
  await instance.workspaces.remove(row.id);
}

async function makeDefault(instance: Instance, row: Row<"workspaces">): Promise<Json> {
  for (const other of await instance.workspaces.list()) {
    if (other.isDefault !== (other.id === row.id))
      await instance.workspaces.patch(other.id, { isDefault: !other.isDefault });
  }
  return workspaceJson({ ...row, isDefault: true });
}

const path = "/api/v1/workspaces";

const routes = [
  endpoint({
    method: "GET",
    path,
    operationId: "WorkspaceService_GetAllWorkspaces",
    gate: "user",
    replies: { 200: workspacesWire },
    errors: {},
    handle: async (instance, { caller }) =>
      found({
        workspaces: (await listVisibleWorkspaces(instance, caller)).map(workspaceJson),
      }),
  }),
  endpoint({
    method: "POST",
    path,
    operationId: "WorkspaceService_CreateWorkspace",
    gate: "admin",
    body: nameBody,
    replies: { 200: workspaceWire },
    errors: errorCodes(409),
    handle: async (instance, { body }) => found(workspaceJson(await createWorkspace(instance, body))),
  }),
  endpoint({
    method: "GET",
    path: `${path}/{workspaceId}`,
    operationId: "WorkspaceService_GetWorkspace",
    gate: "user",
    replies: { 200: workspaceWire },
    errors: errorCodes(403, 404),
    handle: async (instance, { params: { workspaceId = "" }, caller }) =>
      found(workspaceJson(await getVisible(instance, workspaceId, caller))),
  }),
  endpoint({
    method: "PUT",
    path: `${path}/{workspaceId}`,
    operationId: "WorkspaceService_UpdateWorkspace",
    gate: "admin",
    body: nameBody,
    replies: { 200: workspaceWire },
    errors: errorCodes(404, 409),
    async handle(instance, { params: { workspaceId = "" }, body: { name } }) {
      const row = await getWorkspace(instance, workspaceId);
      await checkFree(instance, name, row.id);
      return found(workspaceJson((await instance.workspaces.patch(row.id, { name })) ?? row));
    },
  }),
  endpoint({
    method: "DELETE",
    path: `${path}/{workspaceId}`,
    operationId: "WorkspaceService_DeleteWorkspace",
    gate: "admin",
    replies: { 200: nothing },
    errors: errorCodes(400, 404),
    async handle(instance, { params: { workspaceId = "" } }) {
      await deleteWorkspace(instance, await getWorkspace(instance, workspaceId));
      return found({});
    },
  }),
  endpoint({
    method: "GET",
    path: `${path}/{workspaceId}/accessors`,
    operationId: "WorkspaceService_GetWorkspaceAccessors",
    gate: "admin",
    replies: { 200: workspaceAccessors },
    errors: errorCodes(404),
    handle: async (instance, { params: { workspaceId = "" } }) =>
      found(await workspaceAccessorsJson(instance, await getWorkspace(instance, workspaceId))),
  }),
  endpoint({
    method: "PUT",
    path: `${path}/default/{workspaceId}`,
    operationId: "WorkspaceService_SetDefaultWorkspace",
    gate: "admin",
    replies: { 200: workspaceWire },
    errors: errorCodes(404),
    handle: async (instance, { params: { workspaceId = "" } }) =>
      found(await makeDefault(instance, await getWorkspace(instance, workspaceId))),
  }),
];

export const noun = defineMockNoun({
  tables,
  routes,
  seed: seedList({
    member: "workspaces",
    item: z.strictObject({ id: seedId, name: z.string() }),
    plant: (instance: Instance, { id, name }) => createWorkspace(instance, { name, ...omitUndefined({ id }) }),
  }),
});
