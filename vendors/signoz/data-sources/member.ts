import type { member as definition } from "#access/model/nouns/data-sources/member.ts";
import type { Lookup } from "#access/model/vendors/adapter.ts";
import { pickOnly } from "../../shared/look-up.ts";
import type { SignozConnection } from "../connection.ts";

export const member: Lookup<typeof definition, SignozConnection> = {
  async read(context, { email }) {
    const rows = await context.client.during(context.signal).users.listLive();
    const sought = { noun: "user", attribute: "email", value: email.trim().toLowerCase(), listsOthers: false };
    const { id, displayName, status } = pickOnly(context, { rows, nameOf: (row) => row.email }, sought);
    return { email, id, name: displayName === "" ? null : displayName, status };
  },
};
