import type { role as definition } from "#access/model/nouns/data-sources/role.ts";
import type { Lookup } from "#access/model/vendors/adapter.ts";
import { pickNamed } from "../../shared/look-up.ts";
import type { BigeyeConnection } from "../connection.ts";
import { describeRole } from "../role-permissions.ts";

export const role: Lookup<typeof definition, BigeyeConnection> = {
  async read(context, { name }) {
    const { client: bigeye, signal } = context;
    return describeRole(
      pickNamed(context, await bigeye.reads.readRoles(bigeye.during(signal)), { noun: "role", name }),
    );
  },
};
