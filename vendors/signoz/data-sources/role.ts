import type { role } from "#access/model/nouns/data-sources/role.ts";
import { AccessError } from "#access/model/errors.ts";
import type { Lookup } from "#access/model/vendors/adapter.ts";
import type { SignozConnection } from "../client.ts";
import { fromTransactionGroups } from "../permission-groups.ts";

export const roleLookup: Lookup<typeof role, SignozConnection> = {
  async read({ client: signoz, signal }, { name }) {
    const client = signoz.during(signal);
    const listed = await client.listRoles();
    const found = listed.find((row) => row.name === name);
    const row = found === undefined ? undefined : await client.findRole(found.id);
    if (row === undefined) {
      const names = listed.map((other) => other.name).join(", ");
      throw new AccessError("not_found", `SigNoz has no role "${name}". It has: ${names}.`, { path: ["name"] });
    }
    return {
      id: row.id,
      name: row.name,
      description: row.description === "" ? null : row.description,
      permissions: fromTransactionGroups(row.transactionGroups),
      managed: row.type === "managed",
    };
  },
};
