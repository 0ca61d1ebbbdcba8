import { AccessError } from "#access/model/errors.ts";
import type { member as definition } from "#access/model/nouns/resources/member.ts";
import type { Adapter, Context } from "#access/model/vendors/adapter.ts";
import { isKnown } from "#access/schema/unknown.ts";
import { createNamed } from "../../shared/creation/named-creation.ts";
import { readRows, readWhole, toStates } from "../../shared/lists/read-rows.ts";
import type { BigeyeClient } from "../client.ts";
import type { BigeyeConnection } from "../connection.ts";
import { isManualMember } from "../memberships.ts";
import { memberKind } from "../named-kinds.ts";
import type { User } from "../wire/member.ts";
import { isNeverEmpty } from "../lists.ts";
import { traceLogin } from "../traces.ts";

const absent = { accountRole: null, status: null, activationToken: null };

function isPerson(row: User | undefined): row is User {
  return row !== undefined && !row.isServiceAccount;
}

/** Keeps the address as written in code if it means the same one. */
function toState({ id, name, email }: User, known: string | null) {
  const isSame = known !== null && known.toLowerCase() === email.toLowerCase();
  return { id, email: isSame ? known : email, name, ...absent };
}

/** Returns the member's id. Recognizes people by their email address, which is unique regardless of case (inferred). */
async function invite(context: Context<BigeyeConnection>, name: string, email: string): Promise<string> {
  const client = context.client.during(context.signal);
  return createNamed(context, {
    kind: memberKind,
    name: email.toLowerCase(),
    creations: context.client.creationsOf("member"),
    async list() {
      const people = (await client.listUsers()).filter(isPerson);
      return people.map((row) => ({ id: row.id, name: row.email.toLowerCase(), row }));
    },
    create: async () => (await client.invite({ name, email })).id,
    matches: ({ row }) => row.name === name && row.groups.length === 0 && Number(row.lastLoginAt) === 0,
    adopt: (row) => row.id,
  });
}

/** Bigeye writes the name and the groups together, so the manually added groups are sent unchanged. */
async function rename(client: BigeyeClient, id: string, name: string): Promise<void> {
  const groupIds = (await client.groups.list()).filter((group) => isManualMember(group, id)).map((group) => group.id);
  await client.updateUser(id, { name, groupIds });
}

export const member: Adapter<typeof definition, BigeyeConnection> = {
  async create(context, { email, name }) {
    if (!isKnown(name) || name === null) {
      throw new AccessError("invalid_value", "A Bigeye member needs `name`.", { path: ["name"] });
    }
    const id = await invite(context, name, email);
    return { id, email, name, ...absent };
  },
  async read({ client: bigeye, signal }, { id, email }) {
    const row = await bigeye.reads.readUser(bigeye.during(signal), id);
    if (!isPerson(row)) return undefined;
    return toState(row, email);
  },
  list({ client: bigeye, signal }) {
    const pages = readWhole(() => bigeye.reads.readUsers(bigeye.during(signal)));
    return toStates(
      readRows({ what: "Members", pages, isNeverEmpty }),
      (row) => (isPerson(row) ? [toState(row, null)] : []),
      traceLogin,
    );
  },
  async update({ client: bigeye, signal }, { prior, plan }) {
    const name = isKnown(plan.name) ? plan.name : prior.name;
    if (name !== null && name !== prior.name) {
      await bigeye.takeUserTurn(prior.id, () => rename(bigeye.during(signal), prior.id, name));
    }
    return { ...prior, name };
  },
  async remove({ client: bigeye, signal }, { id, deletionPolicy }) {
    if (deletionPolicy === "abandon") return;
    await bigeye.takeUserTurn(id, () => bigeye.during(signal).deleteUsers([id]));
  },
};
