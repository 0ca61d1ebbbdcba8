import type { identity as definition } from "#access/model/nouns/data-sources/identity.ts";
import { AccessError } from "#access/model/errors.ts";
import type { Lookup } from "#access/model/vendors/adapter.ts";
import type { BigeyeConnection } from "../connection.ts";
import { findTokenOwner } from "../token-owner.ts";

/** Bigeye has no "who am I" call. The token belongs to the owner of the keys that it lists as its own (inferred). */
export const identity: Lookup<typeof definition, BigeyeConnection> = {
  async read(context) {
    const client = context.client.during(context.signal);
    await client.verify();
    const owner = await findTokenOwner(context);
    if (owner === undefined) {
      const message = "The token works, but Bigeye does not show its owner.";
      throw new AccessError("not_found", message, { advice: "Remove the data source." });
    }
    const groups = await Promise.all(owner.groups.map(({ id }) => context.client.reads.readGroup(client, id)));
    const roles = groups.flatMap((group) => group?.grants.map(({ role }) => role.name) ?? []);
    return {
      id: owner.id,
      name: owner.name,
      email: owner.email === "" ? null : owner.email,
      roles: [...new Set(roles)],
    };
  },
};
