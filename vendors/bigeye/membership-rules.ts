import { AccessError } from "#access/model/errors.ts";
import type { Context } from "#access/model/vendors/adapter.ts";
import type { BigeyeConnection } from "./connection.ts";
import type { Membership } from "./group-calls.ts";
import type { Group } from "./wire/group.ts";

export function membershipPlace({ group, user }: Membership): string {
  return `${group}/${user}`;
}

/** An account's own list beside a membership of its own, seen from either. */
export function besideMembership(account: string, attribute: "groupIds" | "serviceAccountId"): AccessError {
  const message = `Service account ${account} has \`group_ids\`, which is all the groups that it may be in, and is put into a group by access_group_membership too: the one would take away what the other gives.`;
  const advice =
    "Put the group into `group_ids`, or take `group_ids` out and give each group by access_group_membership.";
  return new AccessError("invalid_value", message, { path: [attribute], advice });
}

/** What is there; undefined where the token may not see it. */
async function permitted<T>(work: Promise<T>): Promise<{ readonly found: T } | undefined> {
  try {
    return { found: await work };
  } catch (error) {
    if (error instanceof AccessError && error.code === "forbidden") return undefined;
    throw error;
  }
}

function missing(what: string, attribute: string): AccessError {
  const advice =
    "Take the id from a resource or a data source of this configuration, so that it is that of what exists.";
  return new AccessError("not_found", `There is no ${what} in this Bigeye.`, { path: [attribute], advice });
}

export async function missingGroups(
  { client: bigeye, signal }: Context<BigeyeConnection>,
  ids: readonly string[],
  attribute: string,
): Promise<readonly AccessError[]> {
  const client = bigeye.during(signal);
  const looked = await Promise.all(ids.map((id) => permitted(bigeye.reads.group(client, id))));
  return ids.flatMap((id, index) => {
    const answer = looked[index];
    return answer !== undefined && answer.found === undefined ? [missing(`group ${id}`, attribute)] : [];
  });
}

export async function missingRole(
  { client: bigeye, signal }: Context<BigeyeConnection>,
  id: string,
): Promise<readonly AccessError[]> {
  const answer = await permitted(bigeye.reads.role(bigeye.during(signal), id));
  return answer !== undefined && answer.found === undefined ? [missing(`role ${id}`, "roleId")] : [];
}

/** A user who is there and is of the kind that the attribute names. */
export async function missingUser(
  { client: bigeye, signal }: Context<BigeyeConnection>,
  id: string,
  attribute: "serviceAccountId" | "memberId",
): Promise<readonly AccessError[]> {
  const answer = await permitted(bigeye.reads.user(bigeye.during(signal), id));
  if (answer === undefined) return [];
  const isAccount = attribute === "serviceAccountId";
  if (answer.found?.isServiceAccount === isAccount) return [];
  return [missing(isAccount ? `service account ${id}` : `member ${id}`, attribute)];
}

/** How messages speak of groups: by name too. */
export async function namedGroups(
  { client: bigeye, signal }: Context<BigeyeConnection>,
  ids: readonly string[],
): Promise<readonly string[]> {
  const client = bigeye.during(signal);
  const looked = await Promise.all(ids.map((id) => permitted(bigeye.reads.group(client, id))));
  return ids.map((id, index) => {
    const name = looked[index]?.found?.name;
    return name === undefined ? id : `${name} (${id})`;
  });
}

/**
 * Whether somebody put the user into the group by hand. Who is in it by way of a group of the identity provider alone was
 * put there by nobody here, and cannot be taken out here.
 */
export function isManualMember({ users, memberships }: Group, user: string): boolean {
  const entry = memberships.find((one) => one.user.id === user);
  if (entry === undefined) return users.some(({ id }) => id === user);
  const { membershipPaths: paths } = entry;
  return paths.length === 0 || paths.some((path) => path.endsWith("_MANUAL_ASSIGNMENT"));
}
