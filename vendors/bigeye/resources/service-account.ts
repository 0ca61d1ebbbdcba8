import { AccessError } from "#access/model/errors.ts";
import { serviceAccount as definition } from "#access/model/nouns/resources/service-account.ts";
import type { Adapter, Change, Context } from "#access/model/vendors/adapter.ts";
import { means } from "#access/schema/equality.ts";
import { isKnown, isUnknown } from "#access/schema/unknown.ts";
import type { BigeyeClient } from "../client.ts";
import type { BigeyeConnection } from "../connection.ts";
import { groupIdsGain } from "../gains.ts";
import { accountKind, settled, tellFound, unsettled } from "../holders.ts";
import { besideMembership, membershipPlace, missingGroups, namedGroups } from "../membership-rules.ts";
import type { User } from "../wire/member.ts";

type GroupIds = readonly string[] | null;

const groupSet = definition.attributes.groupIds.facts.type;

function toState(row: User, groupIds: GroupIds) {
  const listed = groupIds === null ? null : row.groups.map(({ id }) => id);
  return { id: row.id, name: row.name, description: null, roleIds: null, groupIds: listed, email: null, status: null };
}

function isIn(row: User, groupIds: readonly string[]): boolean {
  return means(
    groupSet,
    row.groups.map(({ id }) => id),
    groupIds,
  );
}

/**
 * Names may repeat: one that was found after its answer was lost has to be the only new one, and in exactly the groups
 * that were asked for.
 */
async function make({ client: bigeye, signal, warn }: Context<BigeyeConnection>, name: string, groupIds: GroupIds) {
  const client = bigeye.during(signal);
  const groups = groupIds ?? [];
  const made = await bigeye.accounts.make({
    name,
    list: async () => (await client.listUsers()).filter(({ isServiceAccount }) => isServiceAccount),
    create: () => client.createAccount({ name, groupIds: groups }),
  });
  const { row, isFound } = settled(accountKind, name, made);
  if (!isFound) return row;
  if (!isIn(row, groups)) {
    const cause = new AccessError("outcome_unknown", `The answer to creating service account "${name}" was lost.`);
    throw unsettled(accountKind, name, { cause, named: [row] });
  }
  tellFound(warn, accountKind, row);
  return row;
}

async function warnWhatStays(context: Context<BigeyeConnection>, name: string, groups: readonly string[]) {
  const named = await namedGroups(context, groups);
  context.warn(
    "The account stays in its groups",
    `\`group_ids\` was taken out of service account "${name}", so that its groups are not managed here any more. It stays in: ${named.join(", ")}. To take it out of them, set \`group_ids = []\`.`,
  );
}

async function planGroups(
  context: Context<BigeyeConnection>,
  change: Pick<Change<typeof definition>, "prior" | "planned">,
) {
  const { prior, planned } = change;
  const { groupIds } = planned;
  const before = prior?.groupIds ?? null;
  if (isUnknown(groupIds)) return [];
  if (groupIds === null) {
    if (prior !== null && before !== null && before.length > 0) await warnWhatStays(context, prior.name, before);
    return [];
  }
  if (prior !== null && !context.client.memberships.own(prior.id)) return [besideMembership(prior.id, "groupIds")];
  const added = groupIds.filter((id): id is string => isKnown(id) && before?.includes(id) !== true);
  return missingGroups(context, added, "groupIds");
}

/** No membership that gives way to the list in this run may take the account out again. */
function keepListed({ memberships }: BigeyeConnection, user: string, groupIds: GroupIds): void {
  for (const group of groupIds ?? []) memberships.keep(membershipPlace({ group, user }));
}

/** Writes name and groups together, as Bigeye takes them; groups that are not managed here are sent as they are. */
async function write(client: BigeyeClient, id: string, { name, groupIds }: { name: string; groupIds: GroupIds }) {
  const row = await client.findUser(id);
  if (row === undefined) throw new AccessError("not_found", `Service account ${id} is gone.`, {});
  if (row.name === name && (groupIds === null || isIn(row, groupIds))) return;
  await client.updateUser(id, { name, groupIds: groupIds ?? row.groups.map((group) => group.id) });
}

export const serviceAccounts: Adapter<typeof definition, BigeyeConnection> = {
  async plan(context, change) {
    return { errors: await planGroups(context, change) };
  },
  gains: groupIdsGain,
  async create(context, { name, groupIds }) {
    const { id } = await make(context, name, groupIds);
    if (groupIds !== null) context.client.memberships.own(id);
    keepListed(context.client, id, groupIds);
    return { id, name, description: null, roleIds: null, groupIds, email: null, status: null };
  },
  async read({ client: bigeye, signal }, { id, groupIds }) {
    const row = await bigeye.reads.user(bigeye.during(signal), id);
    return row?.isServiceAccount === true ? toState(row, groupIds) : undefined;
  },
  async update({ client: bigeye, signal }, { prior, plan: { name, groupIds } }) {
    const { id } = prior;
    if (groupIds !== null && !bigeye.memberships.own(id)) throw besideMembership(id, "groupIds");
    keepListed(bigeye, id, groupIds);
    const isSame = name === prior.name && (groupIds === null || means(groupSet, prior.groupIds, groupIds));
    if (!isSame) await bigeye.turns.take(`user ${id}`, () => write(bigeye.during(signal), id, { name, groupIds }));
    return { ...prior, name, groupIds };
  },
  // Its memberships and its keys go with it.
  async remove({ client: bigeye, signal }, { id }) {
    await bigeye.turns.take(`user ${id}`, () => bigeye.during(signal).deleteUsers([id]));
  },
};
