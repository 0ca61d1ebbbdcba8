import type { serviceAccount as definition } from "#access/model/nouns/data-sources/service-account.ts";
import type { Lookup } from "#access/model/vendors/adapter.ts";
import { pickNamed } from "../../shared/look-up.ts";
import type { InkitConnection } from "../connection.ts";

export const serviceAccount: Lookup<typeof definition, InkitConnection> = {
  async read(context, { name }) {
    const { client: inkit, signal } = context;
    const rows = await inkit.reads.readAccounts(inkit.during(signal));
    const { id, roles } = pickNamed(context, rows, { noun: "service account", name });
    return { id, name, email: null, status: null, roleIds: roles.map((held) => held.id) };
  },
};
