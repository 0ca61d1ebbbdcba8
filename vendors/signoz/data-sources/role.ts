import type { role as definition } from "#access/model/nouns/data-sources/role.ts";
import type { Lookup } from "#access/model/vendors/adapter.ts";
import { findByName } from "../../shared/look-up.ts";
import type { SignozConnection } from "../connection.ts";
import { describeRole } from "../role-permissions.ts";

export const role: Lookup<typeof definition, SignozConnection> = {
  async read(context, { name }) {
    const client = context.client.during(context.signal);
    return describeRole(
      await findByName(context, {
        noun: "role",
        name,
        list: () => client.listRoles(),
        find: (id) => client.findRole(id),
      }),
    );
  },
};
