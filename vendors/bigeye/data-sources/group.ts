import type { group as definition } from "#access/model/nouns/data-sources/group.ts";
import type { Lookup } from "#access/model/vendors/adapter.ts";
import { pickNamed } from "../../shared/look-up.ts";
import type { BigeyeConnection } from "../connection.ts";

export const group: Lookup<typeof definition, BigeyeConnection> = {
  async read(context, { name }) {
    const { client: bigeye, signal } = context;
    const row = pickNamed(context, await bigeye.reads.readGroups(bigeye.during(signal)), { noun: "group", name });
    return { id: row.id, name: row.name };
  },
};
