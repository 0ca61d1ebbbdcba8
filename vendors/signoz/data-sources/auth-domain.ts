import type { authDomain as definition } from "#access/model/nouns/data-sources/auth-domain.ts";
import type { Lookup } from "#access/model/vendors/adapter.ts";
import { pickOnly } from "../../shared/look-up.ts";
import type { SignozConnection } from "../connection.ts";

/** Returns only the kind of the configuration: the rest contains secrets in plain text. */
export const authDomain: Lookup<typeof definition, SignozConnection> = {
  async read(context, { name }) {
    const rows = await context.client.during(context.signal).domains.list();
    const sought = { noun: "auth domain", attribute: "name", value: name.toLowerCase() };
    const { id, kind, enabled } = pickOnly(context, { rows, nameOf: (row) => row.name.toLowerCase() }, sought);
    return { name, id, ssoType: kind, ssoEnabled: enabled };
  },
};
