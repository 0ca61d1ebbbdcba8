import { z } from "zod";
import { groupUserChange, groupUsersBody } from "#vendors/bigeye/wire/group-membership.ts";
import { readSettings } from "../shared/instance.ts";
import { defineMockNoun } from "../shared/noun.ts";
import { found } from "../shared/outcome.ts";
import { type TablesOf, defineTable } from "../shared/store/define-table.ts";
import { endpoint } from "./endpoint.ts";
import { invalid } from "./errors.ts";
import { isLastAdmin, listPaths, membershipId } from "./group-members.ts";
import type { Instance } from "./instance.ts";
import type { Json } from "./json.ts";

/** One that was made by hand: those by way of IdP groups follow from user and group. */
const row = z.object({ id: z.string(), groupId: z.string(), userId: z.string() }).readonly();

const tables = {
  memberships: defineTable({
    name: "bigeye/memberships",
    row,
    indexes: { group: ({ groupId }) => groupId, user: ({ userId }) => userId },
  }),
};

declare module "./instance.ts" {
  interface Tables extends TablesOf<typeof tables> {}
}

interface Pair {
  readonly groupId: string;
  readonly userId: string;
}

type Change = (instance: Instance, pair: Pair) => Promise<string | undefined>;

/** Puts a user into a group, or says why not. One who is in it stays. */
export const add: Change = async (instance, { groupId, userId }) => {
  if ((await instance.groups.get(groupId)) === undefined) return "the group was not found";
  if ((await instance.users.get(userId)) === undefined) return "the user was not found";
  await instance.memberships.put({ id: membershipId(groupId, userId), groupId, userId });
  return undefined;
};

/** Takes a user out of a group, or says why not. One who is not in it stays out. */
const remove: Change = async (instance, { groupId, userId }) => {
  const group = await instance.groups.get(groupId);
  if (group === undefined) return "the group was not found";
  const user = await instance.users.get(userId);
  if (user === undefined) return "the user was not found";
  if ((await listPaths(instance, group, user)).includes("GROUP_MEMBERSHIP_VIA_IDP_GROUPS")) {
    return "the membership comes from an IdP group";
  }
  const { adminGroupId } = await readSettings(instance);
  if (groupId === adminGroupId && (await isLastAdmin(instance, user))) return "the last admin must stay";
  await instance.memberships.remove(membershipId(groupId, userId));
  return undefined;
};

const changes: ReadonlyMap<string, Change> = new Map([
  ["GROUP_USER_OPERATION_ADD", add],
  ["GROUP_USER_OPERATION_REMOVE", remove],
]);

/** Each user in each group; what fails does not stop the rest. */
async function changeEach(instance: Instance, change: Change, pairs: readonly Pair[]): Promise<Json> {
  const successfulIds: Json[] = [];
  const failedUpdates: Json[] = [];
  for (const pair of pairs) {
    const reason = await change(instance, pair);
    const shown = { groupId: Number(pair.groupId), userId: Number(pair.userId) };
    if (reason === undefined) successfulIds.push(shown);
    else failedUpdates.push({ ...shown, reason });
  }
  return { successfulIds, failedUpdates };
}

const routes = [
  endpoint({
    method: "PUT",
    path: "/api/v1/groups/users",
    operationId: "GroupService_BulkChangeGroupUsers",
    gate: "admin",
    body: groupUsersBody,
    replies: { 200: groupUserChange },
    errors: {},
    async handle(instance, { body: { operation, userIds, groupIds } }) {
      const change = changes.get(operation);
      if (change === undefined) throw invalid("operation must be ADD or REMOVE");
      const pairs = groupIds.flatMap((groupId) => userIds.map((userId) => ({ groupId, userId })));
      return found(await changeEach(instance, change, pairs));
    },
  }),
];

export const noun = defineMockNoun({ tables, routes });
