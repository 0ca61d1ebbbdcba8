import type { role } from "#access/model/nouns/data-sources/role.ts";
import { AccessError } from "#access/model/errors.ts";
import type { Lookup } from "#access/model/vendors/adapter.ts";
import type { ArizeConnection } from "../connection.ts";
import { permissionsNamed } from "../facts/permissions.ts";

export const roleLookup: Lookup<typeof role, ArizeConnection> = {
  async read({ client: arize, signal }, { name }) {
    const rows = await arize.during(signal).listRoles();
    const row = rows.find((one) => one.name === name);
    if (row === undefined) {
      const names = rows.map((other) => other.name).join(", ");
      throw new AccessError("not_found", `Arize has no role "${name}". It has: ${names}.`, { path: ["name"] });
    }
    const { id, description = "", permissions, is_predefined: managed } = row;
    const held = permissionsNamed(permissions);
    return { id, name, description: description === "" ? null : description, permissions: held, managed };
  },
};
