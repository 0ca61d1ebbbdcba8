import type { member as definition } from "#access/model/nouns/data-sources/member.ts";
import type { Lookup } from "#access/model/vendors/adapter.ts";
import { pickOnly } from "../../shared/look-up.ts";
import type { BigeyeConnection } from "../connection.ts";

export const member: Lookup<typeof definition, BigeyeConnection> = {
  async read(context, { email }) {
    const { client: bigeye, signal } = context;
    const users = await bigeye.reads.readUsers(bigeye.during(signal));
    const rows = users.filter((user) => !user.isServiceAccount);
    const sought = { noun: "member", attribute: "email", value: email.toLowerCase(), listsOthers: false };
    const row = pickOnly(context, { rows, nameOf: (one) => one.email.toLowerCase() }, sought);
    // Bigeye does not show whether a person accepted the invitation.
    return { email, id: row.id, name: row.name, status: null };
  },
};
