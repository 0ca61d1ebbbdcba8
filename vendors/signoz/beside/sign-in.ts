import type { BesideList } from "#access/model/vendors/adapter.ts";
import type { Told } from "#access/model/vendors/told.ts";
import { readRows, readWhole, toTold } from "../../shared/lists/read-rows.ts";
import type { AuthDomain } from "../auth-domain-calls.ts";
import type { SignozConnection } from "../connection.ts";

/** Without a mapping, whoever signs in gets what an empty one gives. */
function tellSignIn({ id, roleMapping }: AuthDomain): readonly Told[] {
  if (roleMapping !== null) return [];
  const state = { id, authDomainId: id, defaultRole: null, groupMappings: null, useRoleAttribute: null };
  return [{ type: "role_mapping", kind: "resource", state }];
}

/** Auth domains without a role mapping: their people come to a role too. */
export const signIn: BesideList<SignozConnection> = {
  list({ client: signoz, signal }) {
    const pages = readWhole(() => signoz.reads.listDomains(signoz.during(signal)));
    return toTold(readRows({ what: "Auth domains", pages }), tellSignIn);
  },
};
