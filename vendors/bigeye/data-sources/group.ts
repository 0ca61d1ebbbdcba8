import type { group } from "#access/model/nouns/data-sources/group.ts";
import type { Lookup } from "#access/model/vendors/adapter.ts";
import type { BigeyeConnection } from "../connection.ts";
import { foundByName } from "../found-by-name.ts";

export const groupLookup: Lookup<typeof group, BigeyeConnection> = {
  async read({ client: bigeye, signal }, { name }) {
    const row = foundByName("group", name, await bigeye.reads.groups(bigeye.during(signal)));
    return { id: row.id, name: row.name };
  },
};
