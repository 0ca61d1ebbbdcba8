import type { BesideList } from "#access/model/vendors/adapter.ts";
import type { Told } from "#access/model/vendors/told.ts";
import { readRows, toTold } from "../../shared/lists/read-rows.ts";
import type { InkitConnection } from "../connection.ts";
import type { User } from "../wire/member.ts";

function tellPerson({ id, email, roles }: User): Told {
  const state = { id, email, roleIds: roles.map((role) => role.id), accountRole: null, activationToken: null };
  return { type: "member", kind: "resource", state };
}

/** People hold roles as accounts do, and no noun manages them. */
export const person: BesideList<InkitConnection> = {
  list({ client: inkit, signal }) {
    const pages = inkit.during(signal).listUserPages();
    return toTold(readRows({ what: "People", pages }), tellPerson);
  },
};
