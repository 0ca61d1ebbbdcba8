import type { serviceAccount as definition } from "#access/model/nouns/data-sources/service-account.ts";
import type { Lookup } from "#access/model/vendors/adapter.ts";
import { findByName } from "../../shared/look-up.ts";
import type { SignozConnection } from "../connection.ts";

export const serviceAccount: Lookup<typeof definition, SignozConnection> = {
  async read(context, { name }) {
    const client = context.client.during(context.signal);
    const row = await findByName(context, {
      noun: "service account",
      name,
      list: () => client.listLiveAccounts(),
      find: (id) => client.findAccount(id),
    });
    const roleIds = (row.serviceAccountRoles ?? []).map(({ roleId }) => roleId);
    return { id: row.id, name: row.name, email: row.email, status: row.status, roleIds };
  },
};
