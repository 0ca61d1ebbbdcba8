import { groupUserChange, groupUsersBody } from "#vendors/bigeye/wire/group-membership.ts";
import { type Endpoint, bodyEndpoint } from "./endpoint.ts";
import { invalid } from "./errors.ts";
import { type Instance, settingsOf } from "./instance.ts";
import { isLastAdmin, membershipId, pathsBetween } from "./membership.ts";
import type { View } from "./views.ts";

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
  if ((await pathsBetween(instance, group, user)).includes("GROUP_MEMBERSHIP_VIA_IDP_GROUPS")) {
    return "the membership comes from an IdP group";
  }
  const { adminGroupId } = await settingsOf(instance);
  if (groupId === adminGroupId && (await isLastAdmin(instance, user))) return "the last admin must stay";
  await instance.memberships.remove(membershipId(groupId, userId));
  return undefined;
};

const changes: ReadonlyMap<string, Change> = new Map([
  ["GROUP_USER_OPERATION_ADD", add],
  ["GROUP_USER_OPERATION_REMOVE", remove],
]);

/** Each user in each group; what fails does not stop the rest. */
async function changeEach(instance: Instance, change: Change, pairs: readonly Pair[]): Promise<View> {
  const successfulIds: View[] = [];
  const failedUpdates: View[] = [];
  for (const pair of pairs) {
    const reason = await change(instance, pair);
    const shown = { groupId: Number(pair.groupId), userId: Number(pair.userId) };
    if (reason === undefined) successfulIds.push(shown);
    else failedUpdates.push({ ...shown, reason });
  }
  return { successfulIds, failedUpdates };
}

export const groupUserEndpoints: readonly Endpoint[] = [
  bodyEndpoint({
    method: "PUT",
    path: "/api/v1/groups/users",
    operationId: "GroupService_BulkChangeGroupUsers",
    gate: "admin",
    body: groupUsersBody,
    answers: groupUserChange,
    errors: {},
    async handle(instance, { body: { operation, userIds, groupIds } }) {
      const change = changes.get(operation);
      if (change === undefined) throw invalid("operation must be ADD or REMOVE");
      const pairs = groupIds.flatMap((groupId) => userIds.map((userId) => ({ groupId, userId })));
      return changeEach(instance, change, pairs);
    },
  }),
];
