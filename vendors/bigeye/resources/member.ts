import { AccessError } from "#access/model/errors.ts";
import type { member } from "#access/model/nouns/resources/member.ts";
import type { Adapter, Context } from "#access/model/vendors/adapter.ts";
import { isKnown } from "#access/schema/unknown.ts";
import type { BigeyeClient } from "../client.ts";
import type { BigeyeConnection } from "../connection.ts";
import { memberKind, nameTaken, settled, tellFound } from "../holders.ts";
import { isManualMember } from "../membership-rules.ts";
import type { User } from "../wire/member.ts";

const absent = { accountRole: null, status: null, activationToken: null };

function isPerson(row: User | undefined): row is User {
  return row !== undefined && !row.isServiceAccount;
}

/** Addresses are unique, whatever their case (inferred): they stand for the name. */
async function byAddress(client: BigeyeClient) {
  const people = (await client.listUsers()).filter(isPerson);
  return people.map(({ id, email }) => ({ id, name: email.toLowerCase() }));
}

async function explained(client: BigeyeClient, address: string, error: unknown): Promise<unknown> {
  if (!(error instanceof AccessError) || error.code !== "already_exists") return error;
  const holder = (await byAddress(client).catch(() => [])).find(({ name }) => name === address);
  return holder === undefined ? error : nameTaken(memberKind, holder, error);
}

async function make({ client: bigeye, signal, warn }: Context<BigeyeConnection>, name: string, email: string) {
  const client = bigeye.during(signal);
  const address = email.toLowerCase();
  const made = await bigeye.members
    .make({
      name: address,
      list: () => byAddress(client),
      create: async () => ({ id: (await client.invite({ name, email })).id, name: address }),
    })
    .catch(async (error: unknown) => {
      throw await explained(client, address, error);
    });
  const { row, isFound } = settled(memberKind, address, made);
  if (isFound) tellFound(warn, memberKind, row);
  return row.id;
}

/** Bigeye takes name and groups together: those that somebody put the member into are sent as they are. */
async function rename(client: BigeyeClient, id: string, name: string): Promise<void> {
  const groupIds = (await client.groups.list()).filter((group) => isManualMember(group, id)).map((group) => group.id);
  await client.updateUser(id, { name, groupIds });
}

export const members: Adapter<typeof member, BigeyeConnection> = {
  async create(context, { email, name }) {
    if (!isKnown(name) || name === null) {
      throw new AccessError("invalid_value", "A Bigeye member needs `name`.", { path: ["name"] });
    }
    const id = await make(context, name, email);
    return { id, email, name, ...absent };
  },
  async read({ client: bigeye, signal }, { id, email }) {
    const row = await bigeye.reads.user(bigeye.during(signal), id);
    if (!isPerson(row)) return undefined;
    const isSame = email !== null && email.toLowerCase() === row.email.toLowerCase();
    return { id, email: isSame ? email : row.email, name: row.name, ...absent };
  },
  async update({ client: bigeye, signal }, { prior, plan }) {
    const name = isKnown(plan.name) ? plan.name : prior.name;
    if (name !== null && name !== prior.name) {
      await bigeye.turns.take(`user ${prior.id}`, () => rename(bigeye.during(signal), prior.id, name));
    }
    return { ...prior, name };
  },
  async remove({ client: bigeye, signal }, { id, deletionPolicy }) {
    if (deletionPolicy === "abandon") return;
    await bigeye.turns.take(`user ${id}`, () => bigeye.during(signal).deleteUsers([id]));
  },
};
