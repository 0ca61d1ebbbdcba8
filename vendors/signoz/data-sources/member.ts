import type { member } from "#access/model/nouns/data-sources/member.ts";
import { AccessError } from "#access/model/errors.ts";
import type { Lookup } from "#access/model/vendors/adapter.ts";
import type { SignozConnection } from "../client.ts";

export const memberLookup: Lookup<typeof member, SignozConnection> = {
  async read({ client: signoz, signal }, { email }) {
    const live = await signoz.during(signal).users.listLive();
    const address = email.trim().toLowerCase();
    const row = live.find((user) => user.email === address);
    if (row === undefined) {
      const message = `SigNoz has no user ${address} among the ${live.length} that exist.`;
      throw new AccessError("not_found", message, { path: ["email"] });
    }
    return { email, id: row.id, name: row.displayName === "" ? null : row.displayName, status: row.status };
  },
};
