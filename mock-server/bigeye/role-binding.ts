import { z } from "zod";
import { type GrantAsSent, grantChange, grantsBody } from "#vendors/bigeye/wire/role-binding.ts";
import { defineMockNoun } from "../shared/noun.ts";
import { found } from "../shared/outcome.ts";
import { type TablesOf, defineTable } from "../shared/store/define-table.ts";
import { endpoint } from "./endpoint.ts";
import { invalid } from "./errors.ts";
import { type Instance, type Row, createId } from "./instance.ts";
import { type Json, grantJson } from "./json.ts";

const row = z.object({ id: z.string(), roleId: z.string(), groupId: z.string(), workspaceId: z.string() }).readonly();

const tables = {
  grants: defineTable({
    name: "bigeye/grants",
    row,
    indexes: {
      group: ({ groupId }) => groupId,
      role: ({ roleId }) => roleId,
      workspace: ({ workspaceId }) => workspaceId,
    },
  }),
};

declare module "./instance.ts" {
  interface Tables extends TablesOf<typeof tables> {}
}

type Result = { readonly kind: "done"; readonly grant: Json } | { readonly kind: "failed"; readonly reason: string };
type Change = (instance: Instance, sent: GrantAsSent) => Promise<Result>;

function failWith(reason: string): Result {
  return { kind: "failed", reason };
}

async function succeedWith(instance: Instance, row: Row<"grants">): Promise<Result> {
  return { kind: "done", grant: (await grantJson(instance, row)) ?? {} };
}

/** Granting what is granted answers the grant that is there (undocumented, NOTES.md). */
export const give: Change = async (instance, sent) => {
  const roleId = sent.role?.id ?? "";
  const groupId = sent.group?.id ?? "";
  const workspaceId = sent.workspace?.id ?? "";
  const role = await instance.roles.get(roleId);
  if (role === undefined) return failWith("the role was not found");
  if (role.type === "ADMIN") return failWith("the admin role comes with the admin group alone");
  if ((await instance.groups.get(groupId)) === undefined) return failWith("the group was not found");
  if ((await instance.workspaces.get(workspaceId)) === undefined) return failWith("the workspace was not found");
  const held = await instance.grants.find("group", groupId);
  const present = held.find((row) => row.roleId === roleId && row.workspaceId === workspaceId);
  if (present !== undefined) return succeedWith(instance, present);
  const row: Row<"grants"> = { id: await createId(instance, instance.grants), roleId, groupId, workspaceId };
  await instance.grants.put(row);
  return succeedWith(instance, row);
};

/** By the grant's own id: the three sides alone do not name it. */
const revoke: Change = async (instance, { id }) => {
  if (id === undefined) return failWith("the grant's id is missing");
  const row = await instance.grants.get(id);
  if (row === undefined) return failWith("the grant was not found");
  const result = await succeedWith(instance, row);
  await instance.grants.remove(id);
  return result;
};

const changes: ReadonlyMap<string, Change> = new Map([
  ["ROLE_OPERATION_GRANT", give],
  ["ROLE_OPERATION_REVOKE", revoke],
]);

function toReference(side: { readonly id?: string | undefined } | null | undefined): Json | undefined {
  return side?.id === undefined ? undefined : { id: Number(side.id) };
}

function echoRequest({ id, role, group, workspace }: GrantAsSent): Json {
  return {
    ...toReference({ id }),
    role: toReference(role),
    group: toReference(group),
    workspace: toReference(workspace),
  };
}

async function changeEach(instance: Instance, change: Change, requests: readonly GrantAsSent[]): Promise<Json> {
  const successfulRequests: Json[] = [];
  const failedUpdates: Json[] = [];
  for (const request of requests) {
    const result = await change(instance, request);
    if (result.kind === "done") successfulRequests.push(result.grant);
    else failedUpdates.push({ request: echoRequest(request), reason: result.reason });
  }
  return { successfulRequests, failedUpdates };
}

const routes = [
  endpoint({
    method: "PUT",
    path: "/api/v1/groups/grants",
    operationId: "GroupService_BulkChangeGroupGrants",
    gate: "admin",
    body: grantsBody,
    replies: { 200: grantChange },
    errors: {},
    async handle(instance, { body: { operation, requests } }) {
      const change = changes.get(operation);
      if (change === undefined) throw invalid("operation must be GRANT or REVOKE");
      return found(await changeEach(instance, change, requests));
    },
  }),
];

export const noun = defineMockNoun({ tables, routes });
