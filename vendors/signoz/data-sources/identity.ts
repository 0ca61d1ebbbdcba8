import type { identity as definition } from "#access/model/nouns/data-sources/identity.ts";
import { AccessError } from "#access/model/errors.ts";
import type { Lookup } from "#access/model/vendors/adapter.ts";
import type { SignozConnection } from "../connection.ts";

/** The service account of a key (the "validate" step of SigNoz's documentation), or the user of a session. */
export const identity: Lookup<typeof definition, SignozConnection> = {
  async read({ client: signoz, signal }) {
    const client = signoz.during(signal);
    if (!signoz.isSession) {
      const { id, name, email, serviceAccountRoles } = await client.readMe();
      return { id, name, email, roles: (serviceAccountRoles ?? []).map(({ role }) => role.name) };
    }
    const user = await client.users.findMe();
    if (user === undefined)
      throw new AccessError("unauthenticated", "The session does not belong to a user of this SigNoz server.");
    const { id, displayName, email, userRoles } = user;
    return { id, name: displayName, email, roles: userRoles.map(({ role }) => role.name) };
  },
};
