import { z } from "zod";
import { created as createdBody, success } from "#vendors/signoz/wire/common.ts";
import { userRole, userRoleBody } from "#vendors/signoz/wire/role-binding.ts";
import { defineMockNoun } from "../shared/noun.ts";
import { created, done, foundJson } from "../shared/outcome.ts";
import { type TablesOf, defineTable } from "../shared/store/define-table.ts";
import { callerOf, endpoint } from "./endpoint.ts";
import { invalidInput, notFound } from "./errors.ts";
import type { Caller } from "./identity.ts";
import { parseId, readId, zeroId } from "./ids.ts";
import type { Instance, Row } from "./instance.ts";
import { assignmentJson } from "./json.ts";
import { getRoleById, getUser } from "./lookups.ts";
import { checkChangeable, giveRole, isSelf } from "./member-changes.ts";

const row = z
  .object({
    id: z.string(),
    userId: z.string(),
    roleId: z.string(),
    createdAt: z.string(),
    updatedAt: z.string(),
  })
  .readonly();

const tables = {
  userRoles: defineTable({
    name: "signoz/user-roles",
    row,
    indexes: { user: ({ userId }) => userId, role: ({ roleId }) => roleId },
  }),
};

declare module "./instance.ts" {
  interface Tables extends TablesOf<typeof tables> {}
}

function checkOther(caller: Caller, userId: string): void {
  if (isSelf(caller, userId)) throw invalidInput("invalid_input", "users cannot change their own roles");
}

// An id that is left out is all zeros.
const pairBody = userRoleBody.extend({ userId: z.string().nullish(), roleId: z.string().nullish() });

interface Pair {
  readonly userId: string;
  readonly roleId: string;
}

/** Idempotent: the pair's assignment that is there is answered. */
async function assign(instance: Instance, caller: Caller, { userId, roleId }: Pair): Promise<string> {
  if (userId === zeroId || roleId === zeroId) {
    throw invalidInput("user_role_invalid_input", "userId and roleId must not be all zeros");
  }
  checkOther(caller, userId);
  const user = await getUser(instance, userId);
  checkChangeable(user);
  return giveRole(instance, user.id, (await getRoleById(instance, roleId)).id);
}

async function getUserRole(instance: Instance, text: string): Promise<Row<"userRoles">> {
  const id = parseId(text);
  const row = await instance.userRoles.get(id);
  if (row === undefined) throw notFound("user_roles_not_found", `user role ${id} does not exist`);
  return row;
}

async function unassign(instance: Instance, caller: Caller, text: string): Promise<void> {
  const row = await getUserRole(instance, text);
  checkOther(caller, row.userId);
  checkChangeable(await getUser(instance, row.userId));
  await instance.userRoles.remove(row.id);
}

const path = "/api/v2/user_roles";
const gate = { kind: "assigned", level: "admin" } as const;

const routes = [
  endpoint({
    method: "POST",
    path,
    operationId: "CreateUserRole",
    gate,
    body: pairBody,
    replies: { 201: success(createdBody) },
    errors: {
      400: ["invalid_valuer", "user_role_invalid_input", "invalid_input"],
      404: ["user_not_found", "role_not_found"],
      501: ["root_user_operation_unsupported", "user_status_deleted"],
    },
    async handle(instance, request) {
      const pair = { userId: readId(request.body.userId), roleId: readId(request.body.roleId) };
      return created({ id: await assign(instance, callerOf(request), pair) });
    },
  }),
  endpoint({
    method: "GET",
    path: `${path}/{id}`,
    operationId: "GetUserRole",
    gate,
    replies: { 200: success(userRole) },
    errors: { 400: ["invalid_valuer"], 404: ["user_roles_not_found"] },
    async handle(instance, { params: { id = "" } }) {
      const row = await getUserRole(instance, id);
      return foundJson(assignmentJson(row, await getRoleById(instance, row.roleId)));
    },
  }),
  endpoint({
    method: "DELETE",
    path: `${path}/{id}`,
    operationId: "DeleteUserRole",
    gate,
    replies: { 204: null },
    errors: {
      400: ["invalid_valuer", "invalid_input"],
      404: ["user_roles_not_found"],
      501: ["root_user_operation_unsupported"],
    },
    async handle(instance, request) {
      await unassign(instance, callerOf(request), request.params["id"] ?? "");
      return done;
    },
  }),
];

export const noun = defineMockNoun({ tables, routes });
