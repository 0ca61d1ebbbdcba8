import type { serviceAccount as definition } from "#access/model/nouns/data-sources/service-account.ts";
import type { Lookup } from "#access/model/vendors/adapter.ts";
import { pickNamed } from "../../shared/look-up.ts";
import type { BigeyeConnection } from "../connection.ts";

/** `roleIds` lists the roles that the account's groups are granted on any workspace. */
export const serviceAccount: Lookup<typeof definition, BigeyeConnection> = {
  async read(context, { name }) {
    const { client: bigeye, signal } = context;
    const client = bigeye.during(signal);
    const accounts = (await bigeye.reads.readUsers(client)).filter(({ isServiceAccount }) => isServiceAccount);
    const row = pickNamed(context, accounts, { noun: "service account", name });
    const groups = await Promise.all(row.groups.map(({ id }) => bigeye.reads.readGroup(client, id)));
    const roleIds = groups.flatMap((group) => group?.grants.map(({ role }) => role.id) ?? []);
    return { id: row.id, name: row.name, email: null, status: null, roleIds: [...new Set(roleIds)] };
  },
};
