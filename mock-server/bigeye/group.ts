import { type GroupBody, group as groupWire, groupBody, groups as groupsWire } from "#vendors/bigeye/wire/group.ts";
import { nothing } from "#vendors/bigeye/wire/common.ts";
import { type Endpoint, bodyEndpoint, endpoint } from "./endpoint.ts";
import { conflict, invalid, notFound, refusing } from "./errors.ts";
import { type Instance, newId, settingsOf } from "./instance.ts";
import type { GroupRow } from "./tables.ts";
import { checkName } from "./users.ts";
import { type View, groupView } from "./views.ts";

async function groupAt(instance: Instance, id: string): Promise<GroupRow> {
  const row = await instance.groups.get(id);
  if (row === undefined) throw notFound("group", id);
  return row;
}

async function checkBody(instance: Instance, { name }: GroupBody, own?: string): Promise<void> {
  checkName("group", name);
  const holders = await instance.groups.find("name", name);
  if (holders.some(({ id }) => id !== own)) throw conflict(`a group named ${name} exists`);
}

export async function createGroup(
  instance: Instance,
  { id, ...body }: GroupBody & { readonly id?: number },
): Promise<GroupRow> {
  await checkBody(instance, body);
  const row: GroupRow = { id: await newId(instance, instance.groups, id), name: body.name, idpGroups: body.idpGroups };
  await instance.groups.put(row);
  return row;
}

async function updateGroup(instance: Instance, row: GroupRow, body: GroupBody): Promise<GroupRow> {
  const { adminGroupId } = await settingsOf(instance);
  if (row.id === adminGroupId && body.name !== row.name) throw invalid("the admin group cannot be renamed");
  await checkBody(instance, body, row.id);
  return (await instance.groups.patch(row.id, body)) ?? row;
}

async function deleteGroup(instance: Instance, row: GroupRow): Promise<void> {
  const { adminGroupId, inUse } = await settingsOf(instance);
  if (row.id === adminGroupId) throw invalid("the admin group cannot be deleted");
  const grants = await instance.grants.find("group", row.id);
  if (inUse === "refuse" && grants.length > 0) throw invalid(`group ${row.name} still has grants`);
  for (const { id } of grants) await instance.grants.remove(id);
  for (const { id } of await instance.memberships.find("group", row.id)) await instance.memberships.remove(id);
  await instance.groups.remove(row.id);
}

const path = "/api/v1/groups";

export const groupEndpoints: readonly Endpoint[] = [
  endpoint({
    method: "GET",
    path,
    operationId: "GroupService_GetAllGroups",
    gate: "admin",
    answers: groupsWire,
    errors: {},
    async handle(instance) {
      const groups: View[] = [];
      for (const row of await instance.groups.list()) groups.push(await groupView(instance, row));
      return { groups };
    },
  }),
  bodyEndpoint({
    method: "POST",
    path,
    operationId: "GroupService_CreateGroup",
    gate: "admin",
    body: groupBody,
    answers: groupWire,
    errors: refusing(409),
    handle: async (instance, { body }) => groupView(instance, await createGroup(instance, body)),
  }),
  endpoint({
    method: "GET",
    path: `${path}/{groupId}`,
    operationId: "GroupService_GetGroup",
    gate: "admin",
    answers: groupWire,
    errors: refusing(404),
    handle: async (instance, { params: { groupId = "" } }) => groupView(instance, await groupAt(instance, groupId)),
  }),
  bodyEndpoint({
    method: "PUT",
    path: `${path}/{groupId}`,
    operationId: "GroupService_UpdateGroup",
    gate: "admin",
    body: groupBody,
    answers: groupWire,
    errors: refusing(404, 409),
    handle: async (instance, { params: { groupId = "" }, body }) =>
      groupView(instance, await updateGroup(instance, await groupAt(instance, groupId), body)),
  }),
  endpoint({
    method: "DELETE",
    path: `${path}/{groupId}`,
    operationId: "GroupService_DeleteGroup",
    gate: "admin",
    answers: nothing,
    errors: refusing(400, 404),
    async handle(instance, { params: { groupId = "" } }) {
      await deleteGroup(instance, await groupAt(instance, groupId));
      return {};
    },
  }),
];
