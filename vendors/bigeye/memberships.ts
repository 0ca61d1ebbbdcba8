import { AccessError } from "#access/model/errors.ts";
import type { Membership } from "./group-calls.ts";
import type { Group } from "./wire/group.ts";

/** The kind of relation that memberships and the `group_ids` of accounts share. */
export const memberships = "membership";

/** The relation of a membership. Bigeye has no row for a membership, so its sides identify it. */
export function pairOf({ group, user }: Membership) {
  return { kind: memberships, pair: `${group}/${user}` };
}

/** An account must not have both `group_ids` and a membership; either resource reports this error. */
export function createGroupsConflictError(account: string, attribute: "groupIds" | "serviceAccountId"): AccessError {
  const message = `Service account ${account} has \`group_ids\`, the complete list of its groups, but access_group_membership also adds it to a group. Each resource would undo the other's change.`;
  const advice = "Add the group to `group_ids`, or remove `group_ids` and add each group with access_group_membership.";
  return new AccessError("invalid_value", message, { path: [attribute], advice });
}

/**
 * Whether the user was added to the group manually. A user who belongs to it only through an IdP group cannot be removed
 * from it.
 */
export function isManualMember({ users, memberships: entries }: Group, user: string): boolean {
  const entry = entries.find((one) => one.user.id === user);
  if (entry === undefined) return users.some(({ id }) => id === user);
  const { membershipPaths: paths } = entry;
  return paths.length === 0 || paths.some((path) => path.endsWith("_MANUAL_ASSIGNMENT"));
}

/** The ids of all users who were added to the group manually. */
export function listManualMembers(group: Group): readonly string[] {
  const all = new Set([...group.users.map(({ id }) => id), ...group.memberships.map(({ user }) => user.id)]);
  return [...all].filter((user) => isManualMember(group, user));
}
