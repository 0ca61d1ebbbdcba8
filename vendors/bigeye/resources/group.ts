import { AccessError } from "#access/model/errors.ts";
import { withOwn } from "#access/model/nouns/own-attributes.ts";
import { group as common } from "#access/model/nouns/resources/group.ts";
import type { Adapter, Context } from "#access/model/vendors/adapter.ts";
import { means } from "#access/schema/equality.ts";
import type { BigeyeClient } from "../client.ts";
import type { BigeyeConnection } from "../connection.ts";
import { ownOfGroup } from "../facts/own-attributes.ts";
import { groupKind, nameTaken, settled, tellFound } from "../holders.ts";
import type { Group } from "../wire/group.ts";

const definition = withOwn(common, ownOfGroup);
const idpSet = definition.attributes.idpGroups.facts.type;

type IdpGroups = readonly string[] | null;

interface Content {
  readonly name: string;
  readonly idpGroups: IdpGroups;
}

function toState({ id, name, idpGroups }: Group, known: IdpGroups) {
  return { id, name, idpGroups: known === null ? null : idpGroups };
}

async function explained(client: BigeyeClient, name: string, error: unknown): Promise<unknown> {
  if (!(error instanceof AccessError) || error.code !== "already_exists") return error;
  const holder = (await client.groups.list().catch(() => [])).find((row) => row.name === name);
  return holder === undefined ? error : nameTaken(groupKind, holder, error);
}

/** One that was found after its answer was lost has its name alone: what else was asked for is written once more. */
async function make({ client: bigeye, signal, warn }: Context<BigeyeConnection>, { name, idpGroups }: Content) {
  const client = bigeye.during(signal);
  const content = { name, idpGroups: [...(idpGroups ?? [])] };
  const made = await bigeye.groups
    .make({ name, list: () => client.groups.list(), create: () => client.groups.create(content) })
    .catch(async (error: unknown) => {
      throw await explained(client, name, error);
    });
  const { row, isFound } = settled(groupKind, name, made);
  if (!isFound) return row;
  tellFound(warn, groupKind, row);
  return means(idpSet, row.idpGroups, content.idpGroups) ? row : client.groups.update(row.id, content);
}

/** Bigeye takes name and IdP groups together; those that are not managed here are sent as they are. */
async function write(client: BigeyeClient, id: string, { name, idpGroups }: Content): Promise<void> {
  const row = await client.groups.find(id);
  if (row === undefined) throw new AccessError("not_found", `Group ${id} is gone.`);
  const wanted = [...(idpGroups ?? row.idpGroups)];
  if (row.name === name && means(idpSet, row.idpGroups, wanted)) return;
  await client.groups.update(id, { name, idpGroups: wanted }).catch(async (error: unknown) => {
    throw await explained(client, name, error);
  });
}

export const groups: Adapter<typeof definition, BigeyeConnection> = {
  plan({ warn }, { prior, planned }) {
    const before = prior?.idpGroups ?? [];
    if (prior !== null && before.length > 0 && planned.idpGroups === null) {
      warn(
        "The group keeps its IdP groups",
        `\`idp_groups\` was taken out of group "${prior.name}", so that they are not managed here any more. It keeps: ${before.join(", ")}. To take them away, set \`idp_groups = []\`.`,
      );
    }
    return {};
  },
  async create(context, { name, idpGroups }) {
    const { id } = await make(context, { name, idpGroups });
    return { id, name, idpGroups };
  },
  async read({ client: bigeye, signal }, { id, idpGroups }) {
    const row = await bigeye.reads.group(bigeye.during(signal), id);
    return row && toState(row, idpGroups);
  },
  async update({ client: bigeye, signal }, { prior, plan: { name, idpGroups } }) {
    await bigeye.turns.take(`group ${prior.id}`, () => write(bigeye.during(signal), prior.id, { name, idpGroups }));
    return { ...prior, name, idpGroups };
  },
  // What Bigeye does with the grants of a group that it deletes is not documented: they go first, managed here or not.
  async remove({ client: bigeye, signal }, { id }) {
    const client = bigeye.during(signal);
    const row = await client.groups.find(id);
    if (row === undefined) return;
    const grants = row.grants.map((grant) => ({
      ...{ id: grant.id, group: id },
      ...{ role: grant.role.id, workspace: grant.workspace.id },
    }));
    if (grants.length > 0) await client.groups.revoke(grants);
    await client.groups.delete(id);
  },
};
