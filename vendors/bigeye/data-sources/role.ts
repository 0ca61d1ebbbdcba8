import type { role } from "#access/model/nouns/data-sources/role.ts";
import type { Lookup } from "#access/model/vendors/adapter.ts";
import type { BigeyeConnection } from "../connection.ts";
import { foundByName } from "../found-by-name.ts";
import { fromRolePermissions } from "../role-permissions.ts";

export const roleLookup: Lookup<typeof role, BigeyeConnection> = {
  async read({ client: bigeye, signal }, { name }) {
    const row = foundByName("role", name, await bigeye.reads.roles(bigeye.during(signal)));
    return {
      id: row.id,
      name: row.name,
      description: row.description === "" ? null : row.description,
      permissions: fromRolePermissions(row.rolePermissions),
      managed: row.roleType !== "ROLE_TYPE_CUSTOM",
    };
  },
};
