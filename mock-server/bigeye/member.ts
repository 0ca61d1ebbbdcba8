import { z } from "zod";
import { memberEmail } from "#vendors/bigeye/facts/data/limits.ts";
import { bulkDeletion, bulkDeletionBody } from "#vendors/bigeye/wire/common.ts";
import { invitationBody, users as usersWire, user as userWire, wrappedUser } from "#vendors/bigeye/wire/member.ts";
import { type ServiceAccountBody, serviceAccountBody } from "#vendors/bigeye/wire/service-account.ts";
import { readSettings } from "../shared/instance.ts";
import { defineMockNoun } from "../shared/noun.ts";
import { omitUndefined } from "../shared/omit-undefined.ts";
import { found } from "../shared/outcome.ts";
import { type SeedPlace, seedList } from "../shared/seed.ts";
import { type TablesOf, defineTable } from "../shared/store/define-table.ts";
import { endpoint } from "./endpoint.ts";
import { conflict, errorCodes, invalid, notFound } from "./errors.ts";
import { isLastAdmin, membershipId } from "./group-members.ts";
import { type Instance, type Row, createId } from "./instance.ts";
import { type Json, userJson } from "./json.ts";
import { getUser } from "./lookups.ts";
import { checkName } from "./names.ts";
import { findSeedGroupIds, seedGroupNames, seedId } from "./seed.ts";

/** People and service accounts. */
const row = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    isServiceAccount: z.boolean(),
    idpGroups: z.array(z.string()).readonly(),
    /** Unix seconds; 0 is never. */
    lastLoginAt: z.number(),
    password: z.string(),
    /** What a bulk deletion makes of it. */
    deletion: z.enum(["works", "fails", "notRun"]),
  })
  .readonly();

const tables = {
  users: defineTable({
    name: "bigeye/users",
    row,
    secrets: ["password"],
    indexes: { email: ({ email }) => (email === "" ? undefined : email.toLowerCase()) },
  }),
};

declare module "./instance.ts" {
  interface Tables extends TablesOf<typeof tables> {}
}

async function checkGroups(instance: Instance, groupIds: readonly string[]): Promise<void> {
  for (const id of groupIds) if ((await instance.groups.get(id)) === undefined) throw notFound("group", id);
}

/** Replaces the memberships made by hand; those by way of IdP groups stay. */
async function setGroups(instance: Instance, user: Row<"users">, groupIds: readonly string[]): Promise<void> {
  for (const { id, groupId } of await instance.memberships.find("user", user.id)) {
    if (!groupIds.includes(groupId)) await instance.memberships.remove(id);
  }
  for (const groupId of groupIds) {
    await instance.memberships.put({ id: membershipId(groupId, user.id), groupId, userId: user.id });
  }
}

export interface NewUser extends ServiceAccountBody, Partial<Omit<Row<"users">, "id" | "name">> {
  readonly id?: number;
}

export async function createUser(instance: Instance, wanted: NewUser): Promise<Row<"users">> {
  const { id, name, groupIds, ...rest } = wanted;
  checkName(rest.isServiceAccount === true ? "service account" : "user", name);
  await checkGroups(instance, groupIds);
  const row: Row<"users"> = {
    email: "",
    isServiceAccount: false,
    idpGroups: [],
    lastLoginAt: 0,
    password: "",
    deletion: "works",
    ...rest,
    id: await createId(instance, instance.users, id),
    name,
  };
  await instance.users.put(row);
  await setGroups(instance, row, groupIds);
  return row;
}

export async function invite(instance: Instance, wanted: NewUser & { readonly email: string }): Promise<Row<"users">> {
  if (!memberEmail.pattern.test(wanted.email)) throw invalid(`the user's e-mail must be ${memberEmail.says}`);
  const taken = await instance.users.find("email", wanted.email.toLowerCase());
  if (taken.length > 0) throw conflict(`a user with the e-mail ${wanted.email} exists`);
  return createUser(instance, wanted);
}

async function updateUser(instance: Instance, row: Row<"users">, body: ServiceAccountBody): Promise<Row<"users">> {
  checkName(row.isServiceAccount ? "service account" : "user", body.name);
  await checkGroups(instance, body.groupIds);
  const { adminGroupId } = await readSettings(instance);
  if (!body.groupIds.includes(adminGroupId) && (await isLastAdmin(instance, row))) {
    throw invalid("the last admin must stay in the admin group");
  }
  await instance.users.patch(row.id, { name: body.name });
  await setGroups(instance, row, body.groupIds);
  return { ...row, name: body.name };
}

export async function removeUser(instance: Instance, id: string): Promise<void> {
  for (const key of await instance.keys.find("owner", id)) await instance.keys.remove(key.id);
  for (const membership of await instance.memberships.find("user", id))
    await instance.memberships.remove(membership.id);
  await instance.users.remove(id);
}

export async function findObstacle(
  instance: Instance,
  row: Row<"users">,
  caller: Row<"users">,
): Promise<string | undefined> {
  if (row.deletion === "fails") return "the deletion failed";
  if (row.id === caller.id) return "you cannot delete yourself";
  return (await isLastAdmin(instance, row)) ? "the last admin cannot be deleted" : undefined;
}

/** Goes on after a failure, and answers 200 all the same. */
async function deleteUsers(instance: Instance, ids: readonly string[], caller: Row<"users">): Promise<Json> {
  const successfulIds: number[] = [];
  const notRunIds: number[] = [];
  const failedUpdates: Json[] = [];
  for (const id of ids) {
    const row = await instance.users.get(id);
    const reason = row === undefined ? "the user was not found" : await findObstacle(instance, row, caller);
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

const seedMember = z.strictObject({
  id: seedId,
  name: z.string(),
  email: z.string(),
  /** For HTTP Basic; left out: none works. */
  password: z.string().min(1).optional(),
  groups: seedGroupNames,
  /** Names of groups of an identity provider. */
  idpGroups: z.array(z.string()).optional(),
});

async function plantMember(instance: Instance, seed: z.output<typeof seedMember>, place: SeedPlace): Promise<void> {
  const { id, name, email, password, groups = [], idpGroups = [] } = seed;
  const groupIds = await findSeedGroupIds(instance, groups, place);
  await invite(instance, { name, email, groupIds, idpGroups, ...omitUndefined({ id, password }) });
}

const routes = [
  endpoint({
    method: "GET",
    path,
    operationId: "UserService_GetAllUsers",
    gate: "admin",
    replies: { 200: usersWire },
    errors: {},
    async handle(instance) {
      const users: Json[] = [];
      for (const row of await instance.users.list()) users.push(await userJson(instance, row));
      return found({ users });
    },
  }),
  endpoint({
    method: "POST",
    path,
    operationId: "UserService_InviteNewUser",
    gate: "admin",
    body: invitationBody,
    replies: { 200: userWire },
    errors: errorCodes(404, 409),
    handle: async (instance, { body }) => found(await userJson(instance, await invite(instance, body))),
  }),
  endpoint({
    method: "GET",
    path: `${path}/{userId}`,
    operationId: "UserService_GetUser",
    gate: "admin",
    replies: { 200: userWire },
    errors: errorCodes(404),
    handle: async (instance, { params: { userId = "" } }) =>
      found(await userJson(instance, await getUser(instance, userId))),
  }),
  endpoint({
    method: "PUT",
    path: `${path}/{userId}`,
    operationId: "UserService_UpdateUser",
    gate: "admin",
    body: serviceAccountBody,
    replies: { 200: wrappedUser },
    errors: errorCodes(404),
    async handle(instance, { params: { userId = "" }, body }) {
      const row = await updateUser(instance, await getUser(instance, userId), body);
      return found({ user: await userJson(instance, row) });
    },
  }),
  endpoint({
    method: "POST",
    path: `${path}/bulk-delete`,
    operationId: "UserService_BulkDeleteUsers",
    gate: "admin",
    body: bulkDeletionBody,
    replies: { 200: bulkDeletion },
    errors: {},
    handle: async (instance, { body, caller }) => found(await deleteUsers(instance, body.userIds, caller)),
  }),
];

export const noun = defineMockNoun({
  tables,
  routes,
  seed: seedList({ member: "members", item: seedMember, after: ["groups"], plant: plantMember }),
});
