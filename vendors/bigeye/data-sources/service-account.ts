import type { serviceAccount } from "#access/model/nouns/data-sources/service-account.ts";
import type { Lookup } from "#access/model/vendors/adapter.ts";
import type { BigeyeConnection } from "../connection.ts";
import { foundByName } from "../found-by-name.ts";

/** Its roles are those that its groups are granted, wherever that is. */
export const serviceAccountLookup: Lookup<typeof serviceAccount, BigeyeConnection> = {
  async read({ client: bigeye, signal }, { name }) {
    const client = bigeye.during(signal);
    const accounts = (await bigeye.reads.users(client)).filter(({ isServiceAccount }) => isServiceAccount);
    const row = foundByName("service account", name, accounts);
    const groups = await Promise.all(row.groups.map(({ id }) => bigeye.reads.group(client, id)));
    const roleIds = groups.flatMap((group) => group?.grants.map(({ role }) => role.id) ?? []);
    return { id: row.id, name: row.name, email: null, status: null, roleIds: [...new Set(roleIds)] };
  },
};
