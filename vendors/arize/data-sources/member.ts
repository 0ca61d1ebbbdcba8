import type { member as definition } from "#access/model/nouns/data-sources/member.ts";
import type { Lookup } from "#access/model/vendors/adapter.ts";
import { pickOnly } from "../../shared/look-up.ts";
import type { ArizeConnection } from "../connection.ts";

export const member: Lookup<typeof definition, ArizeConnection> = {
  async read(context, { email }) {
    const rows = await context.client.during(context.signal).listUsers();
    const sought = { noun: "user", attribute: "email", value: email.toLowerCase(), listsOthers: false };
    const remark = " Bots are not included.";
    const { id, name, status } = pickOnly(
      context,
      { rows, nameOf: (row) => row.email.toLowerCase() },
      { ...sought, remark },
    );
    return { email, id, name, status };
  },
};
