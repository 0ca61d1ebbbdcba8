import type { serviceAccount } from "#access/model/nouns/data-sources/service-account.ts";
import { AccessError } from "#access/model/errors.ts";
import type { Lookup } from "#access/model/vendors/adapter.ts";
import type { SignozConnection } from "../client.ts";

export const serviceAccountLookup: Lookup<typeof serviceAccount, SignozConnection> = {
  async read({ client: signoz, signal }, { name }) {
    const client = signoz.during(signal);
    const live = await client.listLiveAccounts();
    const found = live.find((row) => row.name === name);
    const row = found === undefined ? undefined : await client.findAccount(found.id);
    if (row === undefined) {
      const message = `SigNoz has no service account "${name}" among the ${live.length} that exist.`;
      throw new AccessError("not_found", message, { path: ["name"] });
    }
    const roleIds = (row.serviceAccountRoles ?? []).map(({ roleId }) => roleId);
    return { id: row.id, name: row.name, email: row.email, status: row.status, roleIds };
  },
};
