import type { identity } from "../../../model/data-sources/identity.ts";
import type { Lookup } from "../../../model/vendor.ts";
import type { SignozClient } from "../client.ts";

/** `GET …/service_accounts/me`: the "validate" step of SigNoz's own page. */
export const identityLookup: Lookup<typeof identity, SignozClient> = {
  async read({ client }) {
    const { id, name, email, serviceAccountRoles } = await client.me();
    return { id, name, email, roles: (serviceAccountRoles ?? []).map(({ role }) => role.name) };
  },
};
