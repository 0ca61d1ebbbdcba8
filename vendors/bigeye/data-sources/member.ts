import type { member } from "#access/model/nouns/data-sources/member.ts";
import { AccessError } from "#access/model/errors.ts";
import type { Lookup } from "#access/model/vendors/adapter.ts";
import type { BigeyeConnection } from "../connection.ts";

export const memberLookup: Lookup<typeof member, BigeyeConnection> = {
  async read({ client: bigeye, signal }, { email }) {
    const people = (await bigeye.reads.users(bigeye.during(signal))).filter((user) => !user.isServiceAccount);
    const row = people.find((user) => user.email.toLowerCase() === email.toLowerCase());
    if (row === undefined) {
      const message = `Bigeye has no member with the address ${email} among the ${people.length} that it has.`;
      throw new AccessError("not_found", message, { path: ["email"] });
    }
    // Whether somebody who was invited has come is not told.
    return { email, id: row.id, name: row.name, status: null };
  },
};
