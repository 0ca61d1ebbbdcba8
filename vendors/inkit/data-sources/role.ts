import type { role } from "#access/model/nouns/data-sources/role.ts";
import type { Lookup } from "#access/model/vendors/adapter.ts";
import type { InkitConnection } from "../connection.ts";
import { descriptionOf } from "../making.ts";
import { fromPermissionName } from "../permission-names.ts";
import { onlyOne } from "./only.ts";

export const roleLookup: Lookup<typeof role, InkitConnection> = {
  async read({ client: inkit, signal }, { name }) {
    const listed = await inkit.roles(signal);
    const found = listed.filter((row) => row.name === name);
    const names = listed.map((row) => row.name);
    const row = onlyOne(found, { noun: "role", attribute: "name", value: name }, names);
    return {
      id: row.id,
      name: row.name,
      description: descriptionOf(row, null),
      permissions: row.permissions.map(fromPermissionName),
      managed: row.is_default,
    };
  },
};
