import { z } from "zod";
import { nothing } from "#vendors/bigeye/wire/common.ts";
import { type GroupBody, groupBody, groups as groupsWire, group as groupWire } from "#vendors/bigeye/wire/group.ts";
import { readSettings } from "../shared/instance.ts";
import { defineMockNoun } from "../shared/noun.ts";
import { omitUndefined } from "../shared/omit-undefined.ts";
import { found } from "../shared/outcome.ts";
import { type SeedPlace, seedList } from "../shared/seed.ts";
import { type TablesOf, defineTable } from "../shared/store/define-table.ts";
import { endpoint } from "./endpoint.ts";
import { conflict, errorCodes, invalid } from "./errors.ts";
import { type Instance, type Row, createId } from "./instance.ts";
import { type Json, groupJson } from "./json.ts";
import { getGroup } from "./lookups.ts";
import { checkName } from "./names.ts";
import { give } from "./role-binding.ts";
import { seedId } from "./seed.ts";

const row = z.object({ id: z.string(), name: z.string(), idpGroups: z.array(z.string()).readonly() }).readonly();

const tables = { groups: defineTable({ name: "bigeye/groups", row, indexes: { name: ({ name }) => name } }) };

declare module "./instance.ts" {
  interface Tables extends TablesOf<typeof tables> {}
}

async function checkBody(instance: Instance, { name }: GroupBody, own?: string): Promise<void> {
  checkName("group", name);
  const holders = await instance.groups.find("name", name);
  if (holders.some(({ id }) => id !== own)) throw conflict(`a group named ${name} exists`);
}

export async function createGroup(
  instance: Instance,
  { id, ...body }: GroupBody & { readonly id?: number },
): Promise<Row<"groups">> {
  await checkBody(instance, body);
  const row: Row<"groups"> = {
    id: await createId(instance, instance.groups, id),
    name: body.name,
    idpGroups: body.idpGroups,
  };
  await instance.groups.put(row);
  return row;
}

async function updateGroup(instance: Instance, row: Row<"groups">, body: GroupBody): Promise<Row<"groups">> {
  const { adminGroupId } = await readSettings(instance);
  if (row.id === adminGroupId && body.name !== row.name) throw invalid("the admin group cannot be renamed");
  await checkBody(instance, body, row.id);
  return (await instance.groups.patch(row.id, body)) ?? row;
}

async function deleteGroup(instance: Instance, row: Row<"groups">): Promise<void> {
  const { adminGroupId, inUse } = await readSettings(instance);
  if (row.id === adminGroupId) throw invalid("the admin group cannot be deleted");
  const grants = await instance.grants.find("group", row.id);
  if (inUse === "refuse" && grants.length > 0) throw invalid(`group ${row.name} still has grants`);
  for (const { id } of grants) await instance.grants.remove(id);
  for (const { id } of await instance.memberships.find("group", row.id)) await instance.memberships.remove(id);
  await instance.groups.remove(row.id);
}

const path = "/api/v1/groups";

const seedGroup = z.strictObject({
  id: seedId,
  name: z.string(),
  idpGroups: z.array(z.string()).optional(),
  /** Names; without a workspace it is the default one. */
  grants: z.array(z.strictObject({ role: z.string(), workspace: z.string().optional() })).optional(),
});

async function defaultWorkspace(instance: Instance): Promise<string> {
  return (await instance.workspaces.list()).find(({ isDefault }) => isDefault)?.name ?? "";
}

async function plantGroup(instance: Instance, seed: z.output<typeof seedGroup>, place: SeedPlace): Promise<void> {
  const { id, name, idpGroups = [], grants } = seed;
  const group = await createGroup(instance, { name, idpGroups, ...omitUndefined({ id }) });
  await place.at("grants").each(grants, async (wanted, at) => {
    const workspaceName = wanted.workspace ?? (await defaultWorkspace(instance));
    const [role] = await instance.roles.find("name", wanted.role);
    const [workspace] = await instance.workspaces.find("name", workspaceName);
    const result = await give(instance, {
      id: undefined,
      group,
      role: at.existing(role, wanted.role),
      workspace: at.existing(workspace, workspaceName),
    });
    if (result.kind === "failed") throw at.error(result.reason);
  });
}

const routes = [
  endpoint({
    method: "GET",
    path,
    operationId: "GroupService_GetAllGroups",
    gate: "admin",
    replies: { 200: groupsWire },
    errors: {},
    async handle(instance) {
      const groups: Json[] = [];
      for (const row of await instance.groups.list()) groups.push(await groupJson(instance, row));
      return found({ groups });
    },
  }),
  endpoint({
    method: "POST",
    path,
    operationId: "GroupService_CreateGroup",
    gate: "admin",
    body: groupBody,
    replies: { 200: groupWire },
    errors: errorCodes(409),
    handle: async (instance, { body }) => found(await groupJson(instance, await createGroup(instance, body))),
  }),
  endpoint({
    method: "GET",
    path: `${path}/{groupId}`,
    operationId: "GroupService_GetGroup",
    gate: "admin",
    replies: { 200: groupWire },
    errors: errorCodes(404),
    handle: async (instance, { params: { groupId = "" } }) =>
      found(await groupJson(instance, await getGroup(instance, groupId))),
  }),
  endpoint({
    method: "PUT",
    path: `${path}/{groupId}`,
    operationId: "GroupService_UpdateGroup",
    gate: "admin",
    body: groupBody,
    replies: { 200: groupWire },
    errors: errorCodes(404, 409),
    handle: async (instance, { params: { groupId = "" }, body }) =>
      found(await groupJson(instance, await updateGroup(instance, await getGroup(instance, groupId), body))),
  }),
  endpoint({
    method: "DELETE",
    path: `${path}/{groupId}`,
    operationId: "GroupService_DeleteGroup",
    gate: "admin",
    replies: { 200: nothing },
    errors: errorCodes(400, 404),
    async handle(instance, { params: { groupId = "" } }) {
      await deleteGroup(instance, await getGroup(instance, groupId));
      return found({});
    },
  }),
];

export const noun = defineMockNoun({
  tables,
  routes,
  seed: seedList({ member: "groups", item: seedGroup, after: ["roles", "workspaces"], plant: plantGroup }),
});
