import type { AccessError } from "#access/model/errors.ts";
import type { Context } from "#access/model/vendors/adapter.ts";
import { findMissing } from "../shared/existence.ts";
import type { ArizeConnection } from "./connection.ts";

/** A role that does not exist can be bound by no run. */
export async function missingRole(context: Context<ArizeConnection>, role: unknown): Promise<readonly AccessError[]> {
  if (typeof role !== "string") return [];
  const { client: arize, signal } = context;
  const exists = async (id: string) => (await arize.reads.role(arize.during(signal), id)) !== undefined;
  const reference = { noun: "role", attribute: "roleId", orElse: ", or the token cannot read it" };
  return findMissing(context, { ...reference, ids: [role] }, exists);
}
