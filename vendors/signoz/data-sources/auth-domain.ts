import type { authDomain } from "#access/model/nouns/data-sources/auth-domain.ts";
import { AccessError } from "#access/model/errors.ts";
import type { Lookup } from "#access/model/vendors/adapter.ts";
import type { SignozConnection } from "../client.ts";

/** Of a domain's configuration only its kind is taken: the rest has secrets in clear. */
export const authDomainLookup: Lookup<typeof authDomain, SignozConnection> = {
  async read({ client: signoz, signal }, { name }) {
    const domains = await signoz.during(signal).domains.list();
    const found = domains.find((row) => row.name.toLowerCase() === name.toLowerCase());
    if (found === undefined) {
      const names = domains.map((row) => row.name).join(", ");
      const message = `SigNoz has no auth domain "${name}". It has: ${names === "" ? "none" : names}.`;
      throw new AccessError("not_found", message, { path: ["name"] });
    }
    return { name, id: found.id, ssoType: found.kind, ssoEnabled: found.enabled };
  },
};
