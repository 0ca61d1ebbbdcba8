import type { member } from "#access/model/nouns/data-sources/member.ts";
import { AccessError } from "#access/model/errors.ts";
import type { Lookup } from "#access/model/vendors/adapter.ts";
import type { ArizeConnection } from "../connection.ts";

export const memberLookup: Lookup<typeof member, ArizeConnection> = {
  async read({ client: arize, signal }, { email }) {
    const address = email.toLowerCase();
    const rows = await arize.during(signal).listUsers();
    const row = rows.find((one) => one.email.toLowerCase() === address);
    if (row === undefined) {
      const message = `Arize has no user ${email} among the ${rows.length} that it shows. Bots are not among them.`;
      throw new AccessError("not_found", message, { path: ["email"] });
    }
    const { id, name, status } = row;
    return { email, id, name, status };
  },
};
