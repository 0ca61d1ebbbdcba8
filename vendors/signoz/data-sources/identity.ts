import type { identity } from "../../../model/data-sources/identity.ts";
import type { Lookup } from "../../../model/vendor.ts";
import type { SignozConnection } from "../client.ts";

/** `GET …/service_accounts/me`: the "validate" step of SigNoz's own page. */
export const identityLookup: Lookup<typeof identity, SignozConnection> = {
  async read({ client: signoz, signal }) {
    const client = signoz.during(signal);
    const { id, name, email, serviceAccountRoles } = await client.me();
    return { id, name, email, roles: (serviceAccountRoles ?? []).map(({ role }) => role.name) };
  },
};
