import { AccessError } from "#access/model/errors.ts";
import { serviceAccount as definition } from "#access/model/nouns/resources/service-account.ts";
import type { Adapter, Change, Context } from "#access/model/vendors/adapter.ts";
import { hasSameMeaning } from "#access/schema/equality.ts";
import { isUnknown } from "#access/schema/unknown.ts";
import { createNamed } from "../../shared/creation/named-creation.ts";
import { listAddedIds } from "../../shared/existence.ts";
import { readRows, readWhole, toStates } from "../../shared/lists/read-rows.ts";
import type { BigeyeClient } from "../client.ts";
import type { BigeyeConnection } from "../connection.ts";
import { createGroupsConflictError, memberships, pairOf } from "../memberships.ts";
import { accountKind } from "../named-kinds.ts";
import { describeGroups, findMissingGroups } from "../references.ts";
import type { User } from "../wire/member.ts";
import { listTexts } from "../../shared/list-texts.ts";
import { isNeverEmpty } from "../lists.ts";

type GroupIds = readonly string[] | null;

const groupSet = definition.attributes.groupIds.facts.type;
const absent = { description: null, roleIds: null, email: null, status: null };

function groupsOf({ groups }: User): readonly string[] {
  return groups.map(({ id }) => id);
}

/** `groupIds` stays null if code does not set it. */
function toState(row: User, groupIds: GroupIds) {
  return { id: row.id, name: row.name, ...absent, groupIds: groupIds === null ? null : groupsOf(row) };
}

function isIn(row: User, groupIds: readonly string[]): boolean {
  return hasSameMeaning(groupSet, groupsOf(row), groupIds);
}

/** Names may repeat, so an account that is found after a lost response must have exactly the requested groups. */
async function make(context: Context<BigeyeConnection>, name: string, groupIds: GroupIds): Promise<User> {
  const client = context.client.during(context.signal);
  const groups = groupIds ?? [];
  return createNamed(context, {
    kind: accountKind,
    name,
    creations: context.client.creationsOf("service account"),
    list: async () => (await client.listUsers()).filter(({ isServiceAccount }) => isServiceAccount),
    create: () => client.createAccount({ name, groupIds: groups }),
    adopt: (row: User) => row,
    matches: (row) => isIn(row, groups) && Number(row.lastLoginAt) === 0,
  });
}

async function warnOfKeptGroups(context: Context<BigeyeConnection>, name: string, groups: readonly string[]) {
  const kept = await describeGroups(context, groups);
  context.warn(
    "The account stays in its groups",
    `\`group_ids\` was removed from service account "${name}", so its groups are no longer managed here. It stays in: ${listTexts(kept)}. To remove it from them, set \`group_ids = []\`.`,
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
  const isAlone = prior === null || context.client.ownersOf(memberships).ownAll(prior.id);
  if (!isAlone) return [createGroupsConflictError(prior.id, "groupIds")];
  return findMissingGroups(context, listAddedIds(groupIds, before), "groupIds");
}

/** Prevents a membership that this run destroys from removing the account from a listed group. */
function keepListedGroups(connection: BigeyeConnection, user: string, groupIds: GroupIds): void {
  const owners = connection.ownersOf(memberships);
  for (const group of groupIds ?? []) owners.keep(pairOf({ group, user }).pair);
}

/** Bigeye writes the name and the groups together, so unmanaged groups are sent unchanged. */
async function write(client: BigeyeClient, id: string, { name, groupIds }: { name: string; groupIds: GroupIds }) {
  const row = await client.findUser(id);
  if (row === undefined) throw new AccessError("not_found", `Service account ${id} no longer exists.`);
  if (row.name === name && (groupIds === null || isIn(row, groupIds))) return;
  await client.updateUser(id, { name, groupIds: groupIds ?? groupsOf(row) });
}

export const serviceAccount: Adapter<typeof definition, BigeyeConnection> = {
  plan: async (context, change) => ({ errors: await planGroups(context, change) }),
  async create(context, { name, groupIds }) {
    const { id } = await make(context, name, groupIds);
    if (groupIds !== null) context.client.ownersOf(memberships).ownAll(id);
    keepListedGroups(context.client, id, groupIds);
    return { id, name, ...absent, groupIds };
  },
  async read({ client: bigeye, signal }, { id, groupIds }) {
    const row = await bigeye.reads.readUser(bigeye.during(signal), id);
    if (row?.isServiceAccount !== true) return undefined;
    return toState(row, groupIds);
  },
  list({ client: bigeye, signal }) {
    const pages = readWhole(() => bigeye.reads.readUsers(bigeye.during(signal)));
    return toStates(readRows({ what: "Service accounts", pages, isNeverEmpty }), (row) => {
      return row.isServiceAccount ? [toState(row, null)] : [];
    });
  },
  async update({ client: bigeye, signal }, { prior, plan: { name, groupIds } }) {
    const { id } = prior;
    if (groupIds !== null && !bigeye.ownersOf(memberships).ownAll(id)) throw createGroupsConflictError(id, "groupIds");
    keepListedGroups(bigeye, id, groupIds);
    const isSame = name === prior.name && (groupIds === null || hasSameMeaning(groupSet, prior.groupIds, groupIds));
    if (!isSame) await bigeye.takeUserTurn(id, () => write(bigeye.during(signal), id, { name, groupIds }));
    return { ...prior, name, groupIds };
  },
  async remove({ client: bigeye, signal }, { id }) {
    await bigeye.takeUserTurn(id, () => bigeye.during(signal).deleteUsers([id]));
  },
};
