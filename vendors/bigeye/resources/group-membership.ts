import { AccessError } from "#access/model/errors.ts";
import type { groupMembership } from "#access/model/nouns/resources/group-membership.ts";
import type { Adapter, Change, Context } from "#access/model/vendors/adapter.ts";
import { isKnown } from "#access/schema/unknown.ts";
import { isOutcomeUnknown } from "../../shared/http/outcome.ts";
import type { BigeyeClient } from "../client.ts";
import type { BigeyeConnection } from "../connection.ts";
import { membershipGain } from "../gains.ts";
import type { Membership } from "../group-calls.ts";
import { besideMembership, isManualMember, membershipPlace, missingGroups, missingUser } from "../membership-rules.ts";

type Planned = Pick<Change<typeof groupMembership>, "prior" | "planned">;

interface Joined {
  readonly groupId: string;
  readonly serviceAccountId: string | null;
  readonly memberId: string | null;
}

function userOf({ serviceAccountId, memberId }: Joined): string {
  const user = serviceAccountId ?? memberId;
  if (user !== null) return user;
  throw new AccessError("invalid_value", "A membership needs `service_account_id` or `member_id`.");
}

function twice({ group, user }: Membership): AccessError {
  const message = `User ${user} is put into group ${group} by two resources of this configuration: destroying either would take them out for both.`;
  const advice = "Keep one of them: look for `group_id` and the subject with these values.";
  return new AccessError("already_exists", message, { path: ["groupId"], advice });
}

/** The account may have no list of its own beside this. */
function ownership({ client: bigeye }: Context<BigeyeConnection>, account: unknown): readonly AccessError[] {
  if (typeof account !== "string" || bigeye.memberships.addOne(account)) return [];
  return [besideMembership(account, "serviceAccountId")];
}

async function planCreation(
  context: Context<BigeyeConnection>,
  { groupId, serviceAccountId, memberId }: Planned["planned"],
) {
  const attribute = serviceAccountId === null ? "memberId" : "serviceAccountId";
  const user = serviceAccountId ?? memberId;
  const isUser = isKnown(user) && user !== null;
  if (isKnown(groupId) && isUser && !context.client.memberships.plan(membershipPlace({ group: groupId, user }))) {
    return [twice({ group: groupId, user })];
  }
  return [
    ...(isKnown(groupId) ? await missingGroups(context, [groupId], "groupId") : []),
    ...(isUser ? await missingUser(context, user, attribute) : []),
  ];
}

async function isIn(client: BigeyeClient, { group, user }: Membership): Promise<boolean> {
  const row = await client.groups.find(group);
  return row !== undefined && isManualMember(row, user);
}

async function join({ client: bigeye, signal, warn }: Context<BigeyeConnection>, wanted: Membership): Promise<void> {
  const client = bigeye.during(signal);
  const wasIn = await isIn(client, wanted);
  if (!bigeye.memberships.keep(membershipPlace(wanted))) throw twice(wanted);
  try {
    await client.groups.addUser(wanted);
  } catch (error) {
    // Adding is idempotent: where the answer was lost, it is enough that they are in.
    if (!isOutcomeUnknown(error) || !(await isIn(client, wanted))) throw error;
  }
  if (!wasIn) return;
  warn(
    "The membership was there already and is managed from now on",
    `User ${wanted.user} was in group ${wanted.group} before this run. Destroying this resource takes them out.`,
  );
}

export const groupMemberships: Adapter<typeof groupMembership, BigeyeConnection> = {
  async plan(context, { prior, planned }) {
    const refused = ownership(context, planned.serviceAccountId);
    if (refused.length > 0 || prior !== null) return { errors: refused };
    return { errors: await planCreation(context, planned) };
  },
  gains: membershipGain,
  async create(context, { groupId, serviceAccountId, memberId }) {
    const user = userOf({ groupId, serviceAccountId, memberId });
    const [refused] = ownership(context, serviceAccountId);
    if (refused !== undefined) throw refused;
    await context.client.turns.take(`user ${user}`, () => join(context, { group: groupId, user }));
    return { id: user, groupId, serviceAccountId, memberId };
  },
  async read({ client: bigeye, signal }, { id, groupId, serviceAccountId, memberId }) {
    const client = bigeye.during(signal);
    const row = await bigeye.reads.group(client, groupId);
    // Nothing is called gone by what a list of groups leaves out.
    const isMember =
      row !== undefined && (isManualMember(row, id) || (await isIn(client, { group: groupId, user: id })));
    if (!isMember) return undefined;
    if (serviceAccountId !== null || memberId !== null) return { id, groupId, serviceAccountId, memberId };
    const isAccount = (await bigeye.reads.user(client, id))?.isServiceAccount === true;
    return { id, groupId, serviceAccountId: isAccount ? id : null, memberId: isAccount ? null : id };
  },
  // What can change in place (reason) is state only.
  update: (_context, { prior }) => Promise.resolve(prior),
  async remove({ client: bigeye, signal }, { id: user, groupId: group }) {
    await bigeye.turns.take(`user ${user}`, async () => {
      // What this run returned as another resource's, such as its successor's, stays.
      if (!bigeye.memberships.isKept(membershipPlace({ group, user }))) {
        await bigeye.during(signal).groups.removeUser({ group, user });
      }
    });
  },
};
