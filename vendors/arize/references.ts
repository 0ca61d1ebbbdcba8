import type { AccessError } from "#access/model/errors.ts";
import type { Context } from "#access/model/vendors/adapter.ts";
import { findMissing } from "../shared/existence.ts";
import type { ArizeConnection } from "./connection.ts";

export async function findMissingRole(
  context: Context<ArizeConnection>,
  role: unknown,
): Promise<readonly AccessError[]> {
  if (typeof role !== "string") return [];
  const { client: arize, signal } = context;
  const exists = async (id: string) => (await arize.reads.readRole(arize.during(signal), id)) !== undefined;
  const reference = { noun: "role", attribute: "roleId", orElse: ", or the token cannot read it" };
  return findMissing(context, { ...reference, ids: [role] }, exists);
}
