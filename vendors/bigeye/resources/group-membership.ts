import { AccessError } from "#access/model/errors.ts";
import type { groupMembership as definition } from "#access/model/nouns/resources/group-membership.ts";
import type { Adapter, Change, Context } from "#access/model/vendors/adapter.ts";
import { isKnown } from "#access/schema/unknown.ts";
import { dissolve, establish } from "../../shared/relations/establish.ts";
import type { BigeyeClient } from "../client.ts";
import type { BigeyeConnection } from "../connection.ts";
import { membershipGain } from "../gains.ts";
import type { Membership } from "../group-calls.ts";
import { besideMembershipError, isManualMember, memberships, pairOf } from "../memberships.ts";
import { missingGroups, missingUser } from "../references.ts";

type Planned = Pick<Change<typeof definition>, "prior" | "planned">;

interface Sides {
  readonly serviceAccountId: string | null;
  readonly memberId: string | null;
}

function userOf({ serviceAccountId, memberId }: Sides): string {
  const user = serviceAccountId ?? memberId;
  if (user !== null) return user;
  throw new AccessError("invalid_value", "A Bigeye membership needs `service_account_id` or `member_id`.");
}

function twinError({ group, user }: Membership): AccessError {
  const message = `Two resources of this configuration put user ${user} into group ${group}: destroying either would take the user out for both.`;
  const advice = "Keep one of them: look for `group_id` and the subject with these values.";
  return new AccessError("already_exists", message, { path: ["groupId"], advice });
}

/** The account may have no list of its own beside this. */
function checkNoList({ client: bigeye }: Context<BigeyeConnection>, account: unknown): readonly AccessError[] {
  if (typeof account !== "string" || bigeye.owners(memberships).addSingle(account)) return [];
  return [besideMembershipError(account, "serviceAccountId")];
}

async function planCreation(
  context: Context<BigeyeConnection>,
  { groupId, serviceAccountId, memberId }: Planned["planned"],
) {
  const attribute = serviceAccountId === null ? "memberId" : "serviceAccountId";
  const user = serviceAccountId ?? memberId;
  const isUser = isKnown(user) && user !== null;
  if (isKnown(groupId) && isUser && !context.client.owners(memberships).plan(pairOf({ group: groupId, user }).pair)) {
    return [twinError({ group: groupId, user })];
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

async function join(context: Context<BigeyeConnection>, membership: Membership): Promise<void> {
  const client = context.client.during(context.signal);
  const { group, user } = membership;
  // Bigeye has no row of a membership: its sides stand for it.
  const row = { id: pairOf(membership).pair };
  const find = async () => ((await isIn(client, membership)) ? row : undefined);
  await establish(context, {
    ...pairOf(membership),
    findBefore: find,
    async give() {
      await client.groups.addUser(membership);
      return row;
    },
    findAfter: find,
    refuseTwin: () => twinError(membership),
    warnAdopted(_row, isResponseLost) {
      if (isResponseLost) return;
      context.warn(
        "The membership existed already and is managed from now on",
        `User ${user} was in group ${group} before this run. Destroying this resource takes the user out.`,
      );
    },
  });
}

export const groupMembership: Adapter<typeof definition, BigeyeConnection> = {
  async plan(context, { prior, planned }) {
    const errors = checkNoList(context, planned.serviceAccountId);
    return { errors: errors.length > 0 || prior !== null ? errors : await planCreation(context, planned) };
  },
  gains: membershipGain,
  async create(context, { groupId, serviceAccountId, memberId }) {
    const user = userOf({ serviceAccountId, memberId });
    const [error] = checkNoList(context, serviceAccountId);
    if (error !== undefined) throw error;
    await context.client.takeUserTurn(user, () => join(context, { group: groupId, user }));
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
  async remove(context, { id: user, groupId: group }) {
    const { pair, kind } = pairOf({ group, user });
    const take = () => context.client.during(context.signal).groups.removeUser({ group, user });
    await context.client.takeUserTurn(user, () => dissolve(context, { kind, pair, row: pair }, take));
  },
};
