import type { member } from "#access/model/nouns/data-sources/member.ts";
import type { Lookup } from "#access/model/vendors/adapter.ts";
import type { InkitConnection } from "../connection.ts";
import { onlyOne } from "./only.ts";

export const memberLookup: Lookup<typeof member, InkitConnection> = {
  async read({ client: inkit, signal }, { email }) {
    const listed = await inkit.users(signal);
    const found = listed.filter((row) => row.email.toLowerCase() === email.toLowerCase());
    const emails = listed.map((row) => row.email);
    const row = onlyOne(found, { noun: "member", attribute: "email", value: email }, emails);
    const name = `${row.first_name} ${row.last_name}`.trim();
    return { id: row.id, email, name: name === "" ? null : name, status: row.is_active ? "active" : "inactive" };
  },
};
