import { AccessError } from "#access/model/errors.ts";
import { extendDefinition } from "#access/model/nouns/own-attributes.ts";
import { group as common } from "#access/model/nouns/resources/group.ts";
import type { Adapter, Context } from "#access/model/vendors/adapter.ts";
import { hasSameMeaning } from "#access/schema/equality.ts";
import { createNamed, explainTakenName } from "../../shared/creation/named-creation.ts";
import { readRows, readWhole, toStates } from "../../shared/lists/read-rows.ts";
import type { BigeyeClient } from "../client.ts";
import type { BigeyeConnection } from "../connection.ts";
import { ownAttributes } from "../facts/nouns/group.ts";
import { groupKind } from "../named-kinds.ts";
import type { Group } from "../wire/group.ts";
import { listTexts } from "../../shared/list-texts.ts";
import { isNeverEmpty } from "../lists.ts";

const definition = extendDefinition(common, ownAttributes);
const idpSet = definition.attributes.idpGroups.facts.type;

type IdpGroups = readonly string[] | null;

interface Content {
  readonly name: string;
  readonly idpGroups: IdpGroups;
}

function toState({ id, name, idpGroups }: Group, known: IdpGroups) {
  return { id, name, idpGroups: known === null ? null : idpGroups };
}

async function make(context: Context<BigeyeConnection>, { name, idpGroups }: Content): Promise<Group> {
  const client = context.client.during(context.signal);
  const content = { name, idpGroups: [...(idpGroups ?? [])] };
  return createNamed(context, {
    kind: groupKind,
    name,
    creations: context.client.creationsOf("group"),
    list: () => client.groups.list(),
    create: () => client.groups.create(content),
    // A group that has users or grants already is somebody else's.
    matches: (row) =>
      hasSameMeaning(idpSet, row.idpGroups, content.idpGroups) && row.grants.length === 0 && row.users.length === 0,
    adopt: (row: Group) => row,
  });
}

/** Bigeye writes the name and the IdP groups together, so unmanaged IdP groups are sent unchanged. */
async function write(client: BigeyeClient, id: string, { name, idpGroups }: Content): Promise<void> {
  const row = await client.groups.find(id);
  if (row === undefined) throw new AccessError("not_found", `Group ${id} no longer exists.`);
  const wanted = [...(idpGroups ?? row.idpGroups)];
  if (row.name === name && hasSameMeaning(idpSet, row.idpGroups, wanted)) return;
  await client.groups.update(id, { name, idpGroups: wanted }).catch(async (error: unknown) => {
    throw await explainTakenName(error, { kind: groupKind, name, list: () => client.groups.list() });
  });
}

export const group: Adapter<typeof definition, BigeyeConnection> = {
  plan({ warn }, { prior, planned }) {
    const before = prior?.idpGroups ?? [];
    if (prior !== null && before.length > 0 && planned.idpGroups === null) {
      warn(
        "The group keeps its IdP groups",
        `\`idp_groups\` was removed from group "${prior.name}", so they are no longer managed here. It keeps: ${listTexts(before)}. To remove them, set \`idp_groups = []\`.`,
      );
    }
    return {};
  },
  async create(context, { name, idpGroups }) {
    const { id } = await make(context, { name, idpGroups });
    return { id, name, idpGroups };
  },
  async read({ client: bigeye, signal }, { id, idpGroups }) {
    const row = await bigeye.reads.readGroup(bigeye.during(signal), id);
    return row && toState(row, idpGroups);
  },
  list({ client: bigeye, signal }) {
    const pages = readWhole(() => bigeye.reads.readGroups(bigeye.during(signal)));
    return toStates(readRows({ what: "Groups", pages, isNeverEmpty }), (row) => toState(row, null));
  },
  async update({ client: bigeye, signal }, { prior, plan: { name, idpGroups } }) {
    await bigeye.turns.take(`group ${prior.id}`, () => write(bigeye.during(signal), prior.id, { name, idpGroups }));
    return { ...prior, name, idpGroups };
  },
  // It is not documented what Bigeye does with the grants of a deleted group, so all of them are revoked first.
  async remove({ client: bigeye, signal }, { id }) {
    const client = bigeye.during(signal);
    const row = await client.groups.find(id);
    if (row === undefined) return;
    const grants = row.grants.map((grant) => ({
      id: grant.id,
      group: id,
      role: grant.role.id,
      workspace: grant.workspace.id,
    }));
    if (grants.length > 0) await client.groups.revoke(grants);
    await client.groups.delete(id);
  },
};
