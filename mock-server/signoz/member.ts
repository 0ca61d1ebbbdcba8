import { z } from "zod";
import { created as createdBody, success } from "#vendors/signoz/wire/common.ts";
import { resetPasswordToken, userUpdate, user as userWire, userWithRoles } from "#vendors/signoz/wire/member.ts";
import { role } from "#vendors/signoz/wire/role.ts";
import { readSettings } from "../shared/instance.ts";
import { defineMockNoun } from "../shared/noun.ts";
import { created, done, found, foundJson } from "../shared/outcome.ts";
import { seedList } from "../shared/seed.ts";
import { type TablesOf, defineTable } from "../shared/store/define-table.ts";
import { callerOf, endpoint } from "./endpoint.ts";
import { fatal, invalidInput, notFound, refuse, unsupported } from "./errors.ts";
import type { Caller } from "./identity.ts";
import { parseId, zeroId } from "./ids.ts";
import type { Instance, Row } from "./instance.ts";
import { roleJson, userJson } from "./json.ts";
import { getUser } from "./lookups.ts";
import { checkChangeable, deleteUser, isSelf, renameUser } from "./member-changes.ts";
import { invitation, inviteUser } from "./member-invitation.ts";
import { plantUser, seedUser } from "./member-seed.ts";
import { ensureResetToken, getResetToken, tokenJson } from "./password-reset-token.ts";
import { listUserRoles } from "./permissions.ts";

const row = z
  .object({
    id: z.string(),
    displayName: z.string(),
    email: z.string(),
    orgId: z.string(),
    isRoot: z.boolean(),
    status: z.enum(["pending_invite", "active", "deleted"]),
    createdAt: z.string(),
    updatedAt: z.string(),
  })
  .readonly();

const tables = {
  users: defineTable({
    name: "signoz/users",
    row,
    indexes: { email: ({ email, status }) => (status === "deleted" ? undefined : email) },
  }),
};

declare module "./instance.ts" {
  interface Tables extends TablesOf<typeof tables> {}
}

/** Where the handler does not guard its parse, a malformed id is a panic. */
function parseUnguardedId(text: string): string {
  try {
    return parseId(text);
  } catch {
    throw fatal();
  }
}

async function checkDeleter(instance: Instance, caller: Caller): Promise<void> {
  const { hasKnownDefects } = await readSettings(instance);
  if (!hasKnownDefects || caller.userId !== zeroId) return;
  // SigNoz/signoz issue 11513: the caller is looked up as a user, and an account is none.
  throw notFound("user_not_found", `user ${caller.accountId} does not exist`);
}

async function deleteAs(instance: Instance, caller: Caller, id: string): Promise<void> {
  const user = await getUser(instance, id);
  checkChangeable(user);
  await checkDeleter(instance, caller);
  if (isSelf(caller, id)) {
    throw refuse("forbidden", "forbidden", { message: "users cannot delete themselves" });
  }
  await deleteUser(instance, user);
}

async function getResettableUser(instance: Instance, id: string): Promise<Row<"users">> {
  const user = await getUser(instance, id);
  if (user.isRoot) checkChangeable(user);
  if (user.status !== "deleted") return user;
  throw refuse("forbidden", "forbidden", { message: `user ${id} is deleted` });
}

const path = "/api/v2/users";
const gate = { kind: "assigned", level: "admin" } as const;
const parses = ["id"] as const;
const unchangeable = { 501: ["root_user_operation_unsupported", "user_status_deleted"] } as const;
const malformed = { 400: ["invalid_valuer"] } as const;
const missing = { 404: ["user_not_found"] } as const;

const routes = [
  endpoint({
    method: "GET",
    path,
    operationId: "ListUsers",
    gate,
    replies: { 200: success(z.array(userWire)) },
    errors: {},
    handle: async (instance) => found(await instance.users.list()),
  }),
  endpoint({
    method: "POST",
    path,
    operationId: "CreateUser",
    gate,
    body: invitation,
    replies: { 201: success(createdBody) },
    errors: {
      400: ["invalid_valuer", "invalid_input", "role_not_found", "user_role_invalid_input"],
      409: ["user_already_exists"],
    },
    handle: async (instance, { body }) => created({ id: (await inviteUser(instance, body)).id }),
  }),
  endpoint({
    method: "GET",
    path: `${path}/{id}`,
    operationId: "GetUser",
    gate,
    replies: { 200: success(userWithRoles) },
    errors: { ...missing, 500: ["fatal"] },
    handle: async (instance, { params: { id = "" } }) =>
      foundJson(await userJson(instance, await getUser(instance, parseUnguardedId(id)))),
  }),
  endpoint({
    method: "PUT",
    path: `${path}/{id}`,
    operationId: "UpdateUser",
    gate,
    body: userUpdate,
    decoder: "bare",
    replies: { 204: null },
    errors: { 400: ["invalid_input"], ...missing, ...unchangeable, 500: ["unknown", "fatal"] },
    check(request) {
      if (!isSelf(callerOf(request), request.params["id"] ?? "")) return;
      throw invalidInput("invalid_input", "users change themselves at /users/me");
    },
    async handle(instance, request) {
      const id = parseUnguardedId(request.params["id"] ?? "");
      await renameUser(instance, await getUser(instance, id), request.body.displayName);
      return done;
    },
  }),
  endpoint({
    method: "DELETE",
    path: `${path}/{id}`,
    operationId: "DeleteUser",
    gate,
    replies: { 204: null },
    errors: { 403: ["forbidden"], ...missing, ...unchangeable, 500: ["fatal"] },
    async handle(instance, request) {
      await deleteAs(instance, callerOf(request), parseUnguardedId(request.params["id"] ?? ""));
      return done;
    },
  }),
  endpoint({
    method: "GET",
    path: `${path}/{id}/roles`,
    operationId: "GetRolesByUserID",
    gate,
    replies: { 200: success(z.array(role)) },
    errors: { ...missing, 500: ["fatal"] },
    async handle(instance, { params }) {
      const { id } = await getUser(instance, parseUnguardedId(params["id"] ?? ""));
      return foundJson(`[${(await listUserRoles(instance, id)).map(roleJson).join(",")}]`);
    },
  }),
  endpoint({
    method: "GET",
    path: `${path}/{id}/reset_password_tokens`,
    operationId: "GetResetPasswordToken",
    gate,
    parses,
    replies: { 200: success(resetPasswordToken) },
    errors: { ...malformed, 404: ["user_not_found", "reset_password_token_not_found"] },
    async handle(instance, { params: { id = "" } }) {
      await getUser(instance, id);
      return found(tokenJson(await getResetToken(instance, id)));
    },
  }),
  endpoint({
    method: "PUT",
    path: `${path}/{id}/reset_password_tokens`,
    operationId: "CreateResetPasswordToken",
    gate,
    parses,
    replies: { 201: success(resetPasswordToken) },
    errors: { ...malformed, 403: ["forbidden"], ...missing, 501: ["root_user_operation_unsupported"] },
    handle: async (instance, { params: { id = "" } }) =>
      created(tokenJson(await ensureResetToken(instance, await getResettableUser(instance, id)))),
  }),
  endpoint({
    method: "GET",
    path: "/api/v2/roles/{id}/users",
    operationId: "GetUsersByRoleID",
    gate,
    replies: { 200: success(z.array(userWire)) },
    errors: { 500: ["fatal"] },
    async handle(instance, { params: { id = "" } }) {
      const users: Row<"users">[] = [];
      for (const { userId } of await instance.userRoles.find("role", parseUnguardedId(id))) {
        users.push(await getUser(instance, userId));
      }
      return found(users);
    },
  }),
  endpoint({
    method: "GET",
    path: "/api/v1/user/me",
    operationId: "GetMyUserDeprecated",
    gate: { kind: "public" },
    replies: {},
    errors: { 501: ["user_deprecated"] },
    handle: async () => {
      throw unsupported("user_deprecated", "this route is deprecated: use /api/v2/users/me");
    },
  }),
];

export const noun = defineMockNoun({
  tables,
  routes,
  seed: seedList({ member: "users", item: seedUser, after: ["root", "roles"], plant: plantUser }),
});
