import type { serviceAccount } from "#access/model/nouns/data-sources/service-account.ts";
import type { Lookup } from "#access/model/vendors/adapter.ts";
import type { InkitConnection } from "../connection.ts";
import { onlyOne } from "./only.ts";

export const serviceAccountLookup: Lookup<typeof serviceAccount, InkitConnection> = {
  async read({ client: inkit, signal }, { name }) {
    const listed = await inkit.accounts(signal);
    const found = listed.filter((row) => row.name === name);
    const names = listed.map((row) => row.name);
    const { id, roles } = onlyOne(found, { noun: "service account", attribute: "name", value: name }, names);
    return { id, name, email: null, status: null, roleIds: roles.map((held) => held.id) };
  },
};
