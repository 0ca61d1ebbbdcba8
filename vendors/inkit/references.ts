import type { AccessError } from "#access/model/errors.ts";
import type { Context } from "#access/model/vendors/adapter.ts";
import { findMissing } from "../shared/existence.ts";
import type { InkitConnection } from "./connection.ts";

export async function findMissingRoles(
  context: Context<InkitConnection>,
  ids: readonly string[],
): Promise<readonly AccessError[]> {
  const { client: inkit, signal } = context;
  const client = inkit.during(signal);
  const sought = ids.filter((id) => !inkit.made.has(id));
  const exists = async (id: string) => (await inkit.reads.readRole(client, id)) !== undefined;
  return findMissing(context, { noun: "role", attribute: "roleIds", ids: sought }, exists);
}
