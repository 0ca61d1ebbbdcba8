import type { member as definition } from "#access/model/nouns/data-sources/member.ts";
import type { Lookup } from "#access/model/vendors/adapter.ts";
import { pickOnly } from "../../shared/look-up.ts";
import type { InkitConnection } from "../connection.ts";

export const member: Lookup<typeof definition, InkitConnection> = {
  async read(context, { email }) {
    const { client: inkit, signal } = context;
    const rows = await inkit.reads.readUsers(inkit.during(signal));
    const sought = { noun: "member", attribute: "email", value: email.toLowerCase(), listsOthers: false };
    const row = pickOnly(context, { rows, nameOf: (one) => one.email.toLowerCase() }, sought);
    const name = `${row.first_name} ${row.last_name}`.trim();
    return { id: row.id, email, name: name === "" ? null : name, status: row.is_active ? "active" : "inactive" };
  },
};
