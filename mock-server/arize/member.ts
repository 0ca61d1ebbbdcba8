import { z } from "zod";
import { idTypes } from "#vendors/arize/facts/data/limits.ts";
import * as commonWire from "#vendors/arize/wire/common.ts";
import * as memberWire from "#vendors/arize/wire/member.ts";
import {
  type Endpoint,
  type Outcome,
  created,
  done,
  endpoint,
  found,
  fromBody,
  fromQuery,
  nothing,
} from "./endpoint.ts";
import { conflict, forbidden, invalid, notFound, unprocessable } from "./errors.ts";
import type { Caller } from "./identity.ts";
import type { Instance } from "./instance.ts";
import { userJson } from "./json.ts";
import { page, pageQuery } from "./page.ts";
import { removeUser } from "./removal.ts";
import { isAccountAdmin } from "./rights.ts";
import type { UserRow } from "./tables.ts";

const status = z.enum(memberWire.userStatuses);
const listQuery = z.object({
  ...pageQuery,
  email: z.string().optional(),
  status: z.union([status.transform((one) => [one]), z.array(status)]).optional(),
});

/** People alone: bots are nobody's to invite. Those who were blocked are not there any more. */
async function personAt(instance: Instance, id: string): Promise<UserRow> {
  const row = await instance.users.get(id);
  if (row === undefined || row.kind === "bot" || row.status === "INACTIVE") throw notFound(`user ${id}`);
  return row;
}

function checkAdmin({ user }: Caller): void {
  if (!isAccountAdmin(user)) throw forbidden("users are changed by administrators of the account");
}

export interface NewUser {
  readonly id?: string | undefined;
  readonly name: string;
  readonly email: string;
  readonly level: UserRow["level"];
  readonly status: UserRow["status"];
  readonly isDeveloper?: boolean | undefined;
  readonly temporaryPassword?: string | null;
}

/** In the place of whoever has the address already. */
export async function putUser(instance: Instance, wanted: NewUser): Promise<UserRow> {
  const { isDeveloper = true, temporaryPassword = null, ...fields } = wanted;
  const [present] = await instance.users.find("email", wanted.email);
  const id = present?.id ?? wanted.id ?? (await instance.newId(idTypes.user));
  const createdAt = present?.createdAt ?? instance.timestamp();
  const row: UserRow = { ...fields, id, kind: "human", isDeveloper, temporaryPassword, createdAt };
  await instance.users.put(row);
  return row;
}

async function createUser(instance: Instance, body: memberWire.UserCreation): Promise<Outcome> {
  const { name, email, role, invite_mode: mode, is_developer: isDeveloper } = body;
  if (role.type === "CUSTOM") throw unprocessable("custom roles hold on spaces and projects only");
  const [present] = await instance.users.find("email", email);
  const isTaken = present?.status === "ACTIVE" || present?.status === "INACTIVE";
  if (isTaken) throw conflict(`${email} is a user of the account already, or was`);
  if (present?.status === "INVITED" && mode !== "NONE") return found(userJson(present));
  const temporaryPassword = mode === "TEMPORARY_PASSWORD" ? instance.newSecret() : null;
  const row = await putUser(instance, {
    ...{ name, email, level: role.name, isDeveloper, temporaryPassword },
    status: mode === "NONE" ? "ACTIVE" : "INVITED",
  });
  const once = temporaryPassword === null ? {} : { temporary_password: temporaryPassword };
  return created({ ...userJson(row), invite_mode: mode, ...once });
}

async function updateUser(
  instance: Instance,
  caller: Caller,
  { id, body }: { readonly id: string; readonly body: memberWire.UserUpdate },
): Promise<UserRow> {
  const row = await personAt(instance, id);
  if (caller.user.id !== row.id || body.is_developer !== undefined) checkAdmin(caller);
  const { name = row.name, is_developer: isDeveloper = row.isDeveloper } = body;
  return (await instance.users.patch(row.id, { name, isDeveloper })) ?? row;
}

async function deleteUser(instance: Instance, caller: Caller, id: string): Promise<Outcome> {
  checkAdmin(caller);
  if (caller.user.id === id) throw forbidden("nobody deletes themselves");
  const row = await instance.users.get(id);
  if (row === undefined || row.kind === "bot") throw notFound(`user ${id}`);
  await removeUser(instance, row.id);
  return done;
}

const path = "/v2/users";
const onUser = { ids: { user_id: idTypes.user } } as const;
const admin = { permissions: ["account ADMIN"] };

const writing: readonly Endpoint[] = [
  endpoint({
    ...{ method: "POST", path, operationId: "create_user", ...admin },
    reads: fromBody(memberWire.userCreation),
    replies: { 200: memberWire.user, 201: memberWire.createdUser },
    refuses: [403, 404, 409, 422],
    async handle(instance, { caller, input }) {
      checkAdmin(caller);
      return createUser(instance, input);
    },
  }),
  endpoint({
    ...{ method: "PATCH", path: `${path}/{user_id}`, ...onUser, operationId: "update_user" },
    reads: fromBody(memberWire.userUpdate),
    replies: { 200: memberWire.user },
    refuses: [403, 404, 422],
    handle: async (instance, { caller, params: { user_id = "" }, input }) =>
      found(userJson(await updateUser(instance, caller, { id: user_id, body: input }))),
  }),
  endpoint({
    ...{ method: "DELETE", path: `${path}/{user_id}`, ...onUser, operationId: "delete_user", ...admin },
    reads: nothing,
    replies: { 204: null },
    refuses: [403, 404],
    handle: (instance, { caller, params: { user_id = "" } }) => deleteUser(instance, caller, user_id),
  }),
  endpoint({
    ...{ method: "POST", path: `${path}/{user_id}/resend-invitation`, ...onUser, ...admin },
    operationId: "resend_user_invitation",
    reads: nothing,
    replies: { 204: null },
    refuses: [403, 404],
    async handle(instance, { caller, params: { user_id = "" } }) {
      checkAdmin(caller);
      const row = await personAt(instance, user_id);
      if (row.status === "ACTIVE") throw invalid("the user has accepted the invitation already");
      await instance.users.patch(row.id, { status: "INVITED" });
      return done;
    },
  }),
  endpoint({
    ...{ method: "POST", path: `${path}/{user_id}/reset-password`, ...onUser, ...admin },
    operationId: "reset_user_password",
    reads: nothing,
    replies: { 204: null },
    refuses: [403, 404],
    async handle(instance, { caller, params: { user_id = "" } }) {
      checkAdmin(caller);
      await personAt(instance, user_id);
      return done;
    },
  }),
];

export const userEndpoints: readonly Endpoint[] = [
  endpoint({
    ...{ method: "GET", path, operationId: "list_users" },
    reads: fromQuery(listQuery),
    replies: { 200: commonWire.pageOf("users", memberWire.user) },
    refuses: [403],
    async handle(instance, { caller, input }) {
      if (caller.user.level === "ANNOTATOR") throw forbidden("annotators do not list users");
      const statuses: readonly string[] = input.status ?? memberWire.userStatuses;
      const kept = (await instance.users.list()).filter(
        (row) => row.kind === "human" && statuses.includes(row.status) && row.email === (input.email ?? row.email),
      );
      const { rows, pagination } = page(kept, input);
      return found({ users: rows.map(userJson), pagination });
    },
  }),
  endpoint({
    ...{ method: "GET", path: `${path}/{user_id}`, ...onUser, operationId: "get_user" },
    reads: nothing,
    replies: { 200: memberWire.user },
    refuses: [404],
    handle: async (instance, { params: { user_id = "" } }) => found(userJson(await personAt(instance, user_id))),
  }),
  ...writing,
];
