import { AccessError } from "#access/model/errors.ts";
import type { Membership } from "./group-calls.ts";
import type { Group } from "./wire/group.ts";

/** What owns a membership within a run: memberships, and the lists of accounts. */
export const memberships = "membership";

/** A membership, as the resources of a run own it: Bigeye has no row of it, and adds and removes users one by one. */
export function pairOf({ group, user }: Membership) {
  return { kind: memberships, pair: `${group}/${user}` };
}

/** An account's own list beside a membership of its own, seen from either. */
export function besideMembershipError(account: string, attribute: "groupIds" | "serviceAccountId"): AccessError {
  const message = `Service account ${account} has \`group_ids\`, which is all the groups that it may be in, and access_group_membership puts it into a group too: one would take away what the other gives.`;
  const advice =
    "Put the group into `group_ids`, or remove `group_ids` and give each group by access_group_membership.";
  return new AccessError("invalid_value", message, { path: [attribute], advice });
}

/**
 * Whether somebody put the user into the group by hand. Who is in it by way of a group of the identity provider alone was
 * put there by nobody here, and cannot be taken out here.
 */
export function isManualMember({ users, memberships: entries }: Group, user: string): boolean {
  const entry = entries.find((one) => one.user.id === user);
  if (entry === undefined) return users.some(({ id }) => id === user);
  const { membershipPaths: paths } = entry;
  return paths.length === 0 || paths.some((path) => path.endsWith("_MANUAL_ASSIGNMENT"));
}
