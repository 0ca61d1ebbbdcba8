import { AccessError } from "#access/model/errors.ts";
import type { groupMembership as definition } from "#access/model/nouns/resources/group-membership.ts";
import type { Adapter, Change, Context } from "#access/model/vendors/adapter.ts";
import { isKnown } from "#access/schema/unknown.ts";
import { readRows, readWhole, toStates } from "../../shared/lists/read-rows.ts";
import { dissolve, establish } from "../../shared/relations/establish.ts";
import { createTwinError, planRelation, type RelationWords } from "../../shared/relations/plan-relation.ts";
import type { BigeyeClient } from "../client.ts";
import type { BigeyeConnection } from "../connection.ts";
import type { Membership } from "../group-calls.ts";
import { createGroupsConflictError, isManualMember, listManualMembers, memberships, pairOf } from "../memberships.ts";
import { findMissingGroups, findMissingUser } from "../references.ts";
import { isNeverEmpty } from "../lists.ts";

type Planned = Pick<Change<typeof definition>, "prior" | "planned" | "replaces">;

interface Sides {
  readonly serviceAccountId: string | null;
  readonly memberId: string | null;
}

function readUser({ serviceAccountId, memberId }: Sides): string {
  const user = serviceAccountId ?? memberId;
  if (user !== null) return user;
  throw new AccessError("invalid_value", "A Bigeye membership needs `service_account_id` or `member_id`.");
}

function toWords({ group, user }: Membership): RelationWords {
  const search = "`group_id` and the user's id";
  return { does: `add user ${user} to group ${group}`, row: "membership", attribute: "groupId", search };
}

/** Undefined while a side of it is unknown. */
function toMembership({ groupId, serviceAccountId, memberId }: Planned["planned"]): Membership | undefined {
  const user = serviceAccountId ?? memberId;
  return isKnown(groupId) && isKnown(user) && user !== null ? { group: groupId, user } : undefined;
}

/** Reports a second resource for the same membership. */
function planPair(context: Context<BigeyeConnection>, { prior, planned, replaces }: Planned): readonly AccessError[] {
  const membership = toMembership(planned);
  if (membership === undefined) return [];
  return planRelation(context, {
    prior: prior && { ...pairOf({ group: prior.groupId, user: prior.id }), id: prior.id },
    planned: pairOf(membership),
    replaces,
    words: toWords(membership),
  });
}

/** Reports an account that also has `group_ids`. */
function checkNoList({ client: bigeye }: Context<BigeyeConnection>, account: unknown): readonly AccessError[] {
  if (typeof account !== "string" || bigeye.ownersOf(memberships).addSingle(account)) return [];
  return [createGroupsConflictError(account, "serviceAccountId")];
}

async function planCreation(
  context: Context<BigeyeConnection>,
  { groupId, serviceAccountId, memberId }: Planned["planned"],
) {
  const attribute = serviceAccountId === null ? "memberId" : "serviceAccountId";
  const user = serviceAccountId ?? memberId;
  const isUser = isKnown(user) && user !== null;
  return [
    ...(isKnown(groupId) ? await findMissingGroups(context, [groupId], "groupId") : []),
    ...(isUser ? await findMissingUser(context, user, attribute) : []),
  ];
}

async function isIn(client: BigeyeClient, { group, user }: Membership): Promise<boolean> {
  const row = await client.groups.find(group);
  return row !== undefined && isManualMember(row, user);
}

async function join(context: Context<BigeyeConnection>, membership: Membership): Promise<void> {
  const client = context.client.during(context.signal);
  const { group, user } = membership;
  // Bigeye has no row for a membership, so its sides identify it.
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
    refuseTwin: () => createTwinError(context, toWords(membership)),
    warnAdopted(_row, isResponseLost) {
      if (isResponseLost) return;
      context.warn(
        "The membership existed already and is managed from now on",
        `User ${user} was in group ${group} before this run. Destroying this resource removes the user from the group.`,
      );
    },
  });
}

function toState({ group: groupId, user: id }: Membership, isAccount: boolean) {
  return { id, groupId, serviceAccountId: isAccount ? id : null, memberId: isAccount ? null : id };
}

export const groupMembership: Adapter<typeof definition, BigeyeConnection> = {
  async plan(context, change) {
    const { prior, planned } = change;
    const errors = [...checkNoList(context, planned.serviceAccountId), ...planPair(context, change)];
    return { errors: errors.length > 0 || prior !== null ? errors : await planCreation(context, planned) };
  },
  async create(context, { groupId, serviceAccountId, memberId }) {
    const user = readUser({ serviceAccountId, memberId });
    const [error] = checkNoList(context, serviceAccountId);
    if (error !== undefined) throw error;
    await context.client.takeUserTurn(user, () => join(context, { group: groupId, user }));
    return { id: user, groupId, serviceAccountId, memberId };
  },
  async read({ client: bigeye, signal }, { id, groupId, serviceAccountId, memberId }) {
    const client = bigeye.during(signal);
    const row = await bigeye.reads.readGroup(client, groupId);
    // The list of groups may be incomplete, so a membership is gone only if the group itself lacks it too.
    const isMember =
      row !== undefined && (isManualMember(row, id) || (await isIn(client, { group: groupId, user: id })));
    if (!isMember) return undefined;
    if (serviceAccountId !== null || memberId !== null) return { id, groupId, serviceAccountId, memberId };
    const isAccount = (await bigeye.reads.readUser(client, id))?.isServiceAccount === true;
    return toState({ group: groupId, user: id }, isAccount);
  },
  list({ client: bigeye, signal }) {
    const client = bigeye.during(signal);
    const pages = readWhole(async () => {
      const users = await bigeye.reads.readUsers(client);
      const accounts = new Set(users.filter(({ isServiceAccount }) => isServiceAccount).map(({ id }) => id));
      return (await bigeye.reads.readGroups(client)).map((group) => ({ group, accounts }));
    });
    return toStates(readRows({ what: "Group memberships", pages, isNeverEmpty }), ({ group, accounts }) =>
      listManualMembers(group).map((user) => toState({ group: group.id, user }, accounts.has(user))),
    );
  },
  // The only attribute that can change in place, `reason`, exists only in state.
  update: (_context, { prior }) => Promise.resolve(prior),
  async remove(context, { id: user, groupId: group }) {
    const { pair, kind } = pairOf({ group, user });
    const take = () => context.client.during(context.signal).groups.removeUser({ group, user });
    await context.client.takeUserTurn(user, () => dissolve(context, { kind, pair, row: pair }, take));
  },
};
