import { AccessError } from "#access/model/errors.ts";
import { serviceAccount as definition } from "#access/model/nouns/resources/service-account.ts";
import type { Adapter, Change, Context } from "#access/model/vendors/adapter.ts";
import { means } from "#access/schema/equality.ts";
import { isUnknown } from "#access/schema/unknown.ts";
import { createNamed } from "../../shared/creation/named-creation.ts";
import { addedIds } from "../../shared/existence.ts";
import type { BigeyeClient } from "../client.ts";
import type { BigeyeConnection } from "../connection.ts";
import { groupIdsGain } from "../gains.ts";
import { besideMembershipError, memberships, pairOf } from "../memberships.ts";
import { accountKind } from "../named-kinds.ts";
import { describeGroups, missingGroups } from "../references.ts";
import type { User } from "../wire/member.ts";

type GroupIds = readonly string[] | null;

const groupSet = definition.attributes.groupIds.facts.type;
const absent = { description: null, roleIds: null, email: null, status: null };

function groupsOf({ groups }: User): readonly string[] {
  return groups.map(({ id }) => id);
}

function isIn(row: User, groupIds: readonly string[]): boolean {
  return means(groupSet, groupsOf(row), groupIds);
}

/** Names may repeat: one that was found after a lost response has to be in exactly the groups that were asked for. */
async function make(context: Context<BigeyeConnection>, name: string, groupIds: GroupIds): Promise<User> {
  const client = context.client.during(context.signal);
  const groups = groupIds ?? [];
  return createNamed(context, {
    kind: accountKind,
    name,
    creations: context.client.creations("service account"),
    list: async () => (await client.listUsers()).filter(({ isServiceAccount }) => isServiceAccount),
    create: () => client.createAccount({ name, groupIds: groups }),
    adopt: (row: User) => row,
    isAsked: (row) => isIn(row, groups),
  });
}

async function warnOfKeptGroups(context: Context<BigeyeConnection>, name: string, groups: readonly string[]) {
  const kept = await describeGroups(context, groups);
  context.warn(
    "The account stays in its groups",
    `\`group_ids\` was removed from service account "${name}", so its groups are not managed here any more. It stays in: ${kept.join(", ")}. To take it out of them, set \`group_ids = []\`.`,
  );
}

async function planGroups(
  context: Context<BigeyeConnection>,
  { prior, planned: { groupIds } }: Pick<Change<typeof definition>, "prior" | "planned">,
) {
  const before = prior?.groupIds ?? null;
  if (isUnknown(groupIds)) return [];
  if (groupIds === null) {
    if (prior !== null && before !== null && before.length > 0) await warnOfKeptGroups(context, prior.name, before);
    return [];
  }
  const isAlone = prior === null || context.client.owners(memberships).ownAll(prior.id);
  if (!isAlone) return [besideMembershipError(prior.id, "groupIds")];
  return missingGroups(context, addedIds(groupIds, before), "groupIds");
}

/** No membership that gives way to the list in this run may take the account out again. */
function keepListed(connection: BigeyeConnection, user: string, groupIds: GroupIds): void {
  const owners = connection.owners(memberships);
  for (const group of groupIds ?? []) owners.keep(pairOf({ group, user }).pair);
}

/** Writes name and groups together, as Bigeye takes them; groups that are not managed here are sent as they are. */
async function write(client: BigeyeClient, id: string, { name, groupIds }: { name: string; groupIds: GroupIds }) {
  const row = await client.findUser(id);
  if (row === undefined) throw new AccessError("not_found", `Service account ${id} no longer exists.`);
  if (row.name === name && (groupIds === null || isIn(row, groupIds))) return;
  await client.updateUser(id, { name, groupIds: groupIds ?? groupsOf(row) });
}

export const serviceAccount: Adapter<typeof definition, BigeyeConnection> = {
  plan: async (context, change) => ({ errors: await planGroups(context, change) }),
  gains: groupIdsGain,
  async create(context, { name, groupIds }) {
    const { id } = await make(context, name, groupIds);
    if (groupIds !== null) context.client.owners(memberships).ownAll(id);
    keepListed(context.client, id, groupIds);
    return { id, name, ...absent, groupIds };
  },
  async read({ client: bigeye, signal }, { id, groupIds }) {
    const row = await bigeye.reads.user(bigeye.during(signal), id);
    if (row?.isServiceAccount !== true) return undefined;
    return { id: row.id, name: row.name, ...absent, groupIds: groupIds === null ? null : groupsOf(row) };
  },
  async update({ client: bigeye, signal }, { prior, plan: { name, groupIds } }) {
    const { id } = prior;
    if (groupIds !== null && !bigeye.owners(memberships).ownAll(id)) throw besideMembershipError(id, "groupIds");
    keepListed(bigeye, id, groupIds);
    const isSame = name === prior.name && (groupIds === null || means(groupSet, prior.groupIds, groupIds));
    if (!isSame) await bigeye.takeUserTurn(id, () => write(bigeye.during(signal), id, { name, groupIds }));
    return { ...prior, name, groupIds };
  },
  // Its memberships and its keys go with it.
  async remove({ client: bigeye, signal }, { id }) {
    await bigeye.takeUserTurn(id, () => bigeye.during(signal).deleteUsers([id]));
  },
};
