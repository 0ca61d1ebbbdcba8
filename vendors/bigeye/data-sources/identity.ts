import type { identity as definition } from "#access/model/nouns/data-sources/identity.ts";
import { AccessError } from "#access/model/errors.ts";
import type { Lookup } from "#access/model/vendors/adapter.ts";
import type { BigeyeConnection } from "../connection.ts";
import { tokenOwner } from "../rights.ts";

/** Bigeye has no "who am I": the token is verified, and the owner of its own keys is who it is (inferred). */
export const identity: Lookup<typeof definition, BigeyeConnection> = {
  async read(context) {
    const client = context.client.during(context.signal);
    await client.verify();
    const owner = await tokenOwner(context);
    if (owner === undefined) {
      const message = "The token works, and Bigeye does not tell whose it is.";
      throw new AccessError("not_found", message, { advice: "Leave the data source out." });
    }
    const groups = await Promise.all(owner.groups.map(({ id }) => context.client.reads.group(client, id)));
    const roles = groups.flatMap((group) => group?.grants.map(({ role }) => role.name) ?? []);
    return {
      id: owner.id,
      name: owner.name,
      email: owner.email === "" ? null : owner.email,
      roles: [...new Set(roles)],
    };
  },
};
