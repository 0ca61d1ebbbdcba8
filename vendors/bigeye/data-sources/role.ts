import type { role as definition } from "#access/model/nouns/data-sources/role.ts";
import type { Lookup } from "#access/model/vendors/adapter.ts";
import { readAbsentText } from "../../shared/absent-text.ts";
import { pickNamed } from "../../shared/look-up.ts";
import type { BigeyeConnection } from "../connection.ts";
import { fromRolePermissions } from "../role-permissions.ts";

export const role: Lookup<typeof definition, BigeyeConnection> = {
  async read(context, { name }) {
    const { client: bigeye, signal } = context;
    const row = pickNamed(context, await bigeye.reads.readRoles(bigeye.during(signal)), { noun: "role", name });
    return {
      id: row.id,
      name: row.name,
      description: readAbsentText(row.description, null),
      permissions: fromRolePermissions(row.rolePermissions),
      managed: row.roleType !== "ROLE_TYPE_CUSTOM",
    };
  },
};
