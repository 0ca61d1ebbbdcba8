import type { role as definition } from "#access/model/nouns/data-sources/role.ts";
import type { Lookup } from "#access/model/vendors/adapter.ts";
import { readAbsentText } from "../../shared/absent-text.ts";
import { pickNamed } from "../../shared/look-up.ts";
import type { ArizeConnection } from "../connection.ts";
import { fromPermissionNames } from "../role-permissions.ts";

export const role: Lookup<typeof definition, ArizeConnection> = {
  async read(context, { name }) {
    const rows = await context.client.during(context.signal).listRoles();
    const { id, description, permissions, is_predefined: managed } = pickNamed(context, rows, { noun: "role", name });
    return {
      id,
      name,
      description: readAbsentText(description, null),
      permissions: fromPermissionNames(permissions),
      managed,
    };
  },
};
