import type { Context } from "#access/model/vendors/adapter.ts";
import type { BigeyeConnection } from "./connection.ts";
import type { User } from "./wire/member.ts";

/** Finds the owner of the token: the owner of the keys that it lists as its own (inferred). */
export async function findTokenOwner({ client: bigeye, signal }: Context<BigeyeConnection>): Promise<User | undefined> {
  const client = bigeye.during(signal);
  const owner = (await bigeye.reads.readOwnKeys(client)).find((key) => key.owner !== undefined)?.owner;
  return owner === undefined ? undefined : bigeye.reads.readUser(client, owner.id);
}
