import type { role as definition } from "#access/model/nouns/data-sources/role.ts";
import type { Lookup } from "#access/model/vendors/adapter.ts";
import { readAbsentText } from "../../shared/absent-text.ts";
import { pickNamed } from "../../shared/look-up.ts";
import type { InkitConnection } from "../connection.ts";
import { fromPermissionName } from "../role-permissions.ts";

export const role: Lookup<typeof definition, InkitConnection> = {
  async read(context, { name }) {
    const { client: inkit, signal } = context;
    const row = pickNamed(context, await inkit.reads.readRoles(inkit.during(signal)), { noun: "role", name });
    return {
      id: row.id,
      name: row.name,
      description: readAbsentText(row.description, null),
      permissions: row.permissions.map(fromPermissionName),
      managed: row.is_default,
    };
  },
};
