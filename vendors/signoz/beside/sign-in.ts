import type { BesideList } from "#access/model/vendors/adapter.ts";
import type { Told } from "#access/model/vendors/told.ts";
import { readRows, readWhole, toTold } from "../../shared/lists/read-rows.ts";
import type { AuthDomain } from "../auth-domain-calls.ts";
import type { SignozConnection } from "../connection.ts";

/** The name of a domain, which a mapping does not have. Without a mapping, whoever signs in gets what an empty one gives. */
function tellSignIn({ id, name, kind, enabled, roleMapping }: AuthDomain): readonly Told[] {
  const domain: Told = {
    type: "auth_domain",
    kind: "dataSource",
    state: { id, name, ssoType: kind, ssoEnabled: enabled },
  };
  if (roleMapping !== null) return [domain];
  const state = { id, authDomainId: id, defaultRole: null, groupMappings: null, useRoleAttribute: null };
  return [domain, { type: "role_mapping", kind: "resource", state }];
}

/** Auth domains: their people come to a role also without a role mapping. */
export const signIn: BesideList<SignozConnection> = {
  list({ client: signoz, signal }) {
    const pages = readWhole(() => signoz.reads.listDomains(signoz.during(signal)));
    return toTold(readRows({ what: "Auth domains", pages }), tellSignIn);
  },
};
