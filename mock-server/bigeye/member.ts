import { anyName, memberEmail } from "#vendors/bigeye/facts/data/limits.ts";
import { type ServiceAccountBody, serviceAccountBody } from "#vendors/bigeye/wire/service-account.ts";
import { bulkDeletion, bulkDeletionBody } from "#vendors/bigeye/wire/common.ts";
import { invitationBody, user as userWire, users as usersWire, wrappedUser } from "#vendors/bigeye/wire/member.ts";
import { type Endpoint, bodyEndpoint, endpoint } from "./endpoint.ts";
import { conflict, invalid, notFound, refusing } from "./errors.ts";
import { type Instance, newId, settingsOf } from "./instance.ts";
import { isLastAdmin, membershipId } from "./membership.ts";
import type { UserRow } from "./tables.ts";
import { type View, userView } from "./views.ts";

export function checkName(what: string, name: string): void {
  if (!anyName.pattern.test(name)) throw invalid(`the ${what}'s name must be ${anyName.says}`);
}

export async function userAt(instance: Instance, id: string): Promise<UserRow> {
  const row = await instance.users.get(id);
  if (row === undefined) throw notFound("user", id);
  return row;
}

async function checkGroups(instance: Instance, groupIds: readonly string[]): Promise<void> {
  for (const id of groupIds) if ((await instance.groups.get(id)) === undefined) throw notFound("group", id);
}

/** Replaces the memberships made by hand; those by way of IdP groups stay. */
async function setGroups(instance: Instance, user: UserRow, groupIds: readonly string[]): Promise<void> {
  for (const { id, groupId } of await instance.memberships.find("user", user.id)) {
    if (!groupIds.includes(groupId)) await instance.memberships.remove(id);
  }
  for (const groupId of groupIds) {
    await instance.memberships.put({ id: membershipId(groupId, user.id), groupId, userId: user.id });
  }
}

export interface NewUser extends ServiceAccountBody, Partial<Omit<UserRow, "id" | "name">> {
  readonly id?: number;
}

export async function createUser(instance: Instance, wanted: NewUser): Promise<UserRow> {
  const { id, name, groupIds, ...rest } = wanted;
  checkName(rest.isServiceAccount === true ? "service account" : "user", name);
  await checkGroups(instance, groupIds);
  const row: UserRow = {
    ...{ email: "", isServiceAccount: false, idpGroups: [], lastLoginAt: 0, password: "", deletion: "works" },
    ...rest,
    ...{ id: await newId(instance, instance.users, id), name },
  };
  await instance.users.put(row);
  await setGroups(instance, row, groupIds);
  return row;
}

export async function invite(instance: Instance, wanted: NewUser & { readonly email: string }): Promise<UserRow> {
  if (!memberEmail.pattern.test(wanted.email)) throw invalid(`the user's e-mail must be ${memberEmail.says}`);
  const taken = await instance.users.find("email", wanted.email.toLowerCase());
  if (taken.length > 0) throw conflict(`a user with the e-mail ${wanted.email} exists`);
  return createUser(instance, wanted);
}

async function updateUser(instance: Instance, row: UserRow, body: ServiceAccountBody): Promise<UserRow> {
  checkName(row.isServiceAccount ? "service account" : "user", body.name);
  await checkGroups(instance, body.groupIds);
  const { adminGroupId } = await settingsOf(instance);
  if (!body.groupIds.includes(adminGroupId) && (await isLastAdmin(instance, row))) {
    throw invalid("the last admin must stay in the admin group");
  }
  await instance.users.patch(row.id, { name: body.name });
  await setGroups(instance, row, body.groupIds);
  return { ...row, name: body.name };
}

async function removeUser(instance: Instance, id: string): Promise<void> {
  for (const key of await instance.keys.find("owner", id)) await instance.keys.remove(key.id);
  for (const membership of await instance.memberships.find("user", id))
    await instance.memberships.remove(membership.id);
  await instance.users.remove(id);
}

async function whyNotDeleted(instance: Instance, row: UserRow, caller: UserRow): Promise<string | undefined> {
  if (row.deletion === "fails") return "the deletion failed";
  if (row.id === caller.id) return "you cannot delete yourself";
  return (await isLastAdmin(instance, row)) ? "the last admin cannot be deleted" : undefined;
}

/** Goes on after a failure, and answers 200 all the same. */
async function deleteUsers(instance: Instance, ids: readonly string[], caller: UserRow): Promise<View> {
  const successfulIds: number[] = [];
  const notRunIds: number[] = [];
  const failedUpdates: View[] = [];
  for (const id of ids) {
    const row = await instance.users.get(id);
    const reason = row === undefined ? "the user was not found" : await whyNotDeleted(instance, row, caller);
    if (row?.deletion === "notRun") notRunIds.push(Number(id));
    else if (reason !== undefined) failedUpdates.push({ id: Number(id), reason });
    else {
      await removeUser(instance, id);
      successfulIds.push(Number(id));
    }
  }
  return { successfulIds, failedUpdates, notRunIds };
}

const path = "/api/v1/users";

export const userEndpoints: readonly Endpoint[] = [
  endpoint({
    method: "GET",
    path,
    operationId: "UserService_GetAllUsers",
    gate: "admin",
    answers: usersWire,
    errors: {},
    async handle(instance) {
      const users: View[] = [];
      for (const row of await instance.users.list()) users.push(await userView(instance, row));
      return { users };
    },
  }),
  bodyEndpoint({
    method: "POST",
    path,
    operationId: "UserService_InviteNewUser",
    gate: "admin",
    body: invitationBody,
    answers: userWire,
    errors: refusing(404, 409),
    handle: async (instance, { body }) => userView(instance, await invite(instance, body)),
  }),
  bodyEndpoint({
    method: "POST",
    path: `${path}/service-account`,
    operationId: "UserService_CreateServiceAccount",
    gate: "admin",
    body: serviceAccountBody,
    answers: wrappedUser,
    errors: refusing(404),
    async handle(instance, { body }) {
      const row = await createUser(instance, { ...body, isServiceAccount: true });
      return { user: await userView(instance, row) };
    },
  }),
  endpoint({
    method: "GET",
    path: `${path}/{userId}`,
    operationId: "UserService_GetUser",
    gate: "admin",
    answers: userWire,
    errors: refusing(404),
    handle: async (instance, { params: { userId = "" } }) => userView(instance, await userAt(instance, userId)),
  }),
  bodyEndpoint({
    method: "PUT",
    path: `${path}/{userId}`,
    operationId: "UserService_UpdateUser",
    gate: "admin",
    body: serviceAccountBody,
    answers: wrappedUser,
    errors: refusing(404),
    async handle(instance, { params: { userId = "" }, body }) {
      const row = await updateUser(instance, await userAt(instance, userId), body);
      return { user: await userView(instance, row) };
    },
  }),
  bodyEndpoint({
    method: "POST",
    path: `${path}/bulk-delete`,
    operationId: "UserService_BulkDeleteUsers",
    gate: "admin",
    body: bulkDeletionBody,
    answers: bulkDeletion,
    errors: {},
    handle: (instance, { body, caller }) => deleteUsers(instance, body.userIds, caller),
  }),
];
