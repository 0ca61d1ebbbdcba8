import type { AccessError } from "#access/model/errors.ts";
import type { Context } from "#access/model/vendors/adapter.ts";
import { readIfPermitted } from "../shared/calls/permitted.ts";
import { findMissing } from "../shared/existence.ts";
import type { BigeyeConnection } from "./connection.ts";

type Missing = Promise<readonly AccessError[]>;

export async function findMissingGroups(
  context: Context<BigeyeConnection>,
  ids: readonly string[],
  attribute: string,
): Missing {
  const { client: bigeye, signal } = context;
  const exists = async (id: string) => (await bigeye.reads.readGroup(bigeye.during(signal), id)) !== undefined;
  return findMissing(context, { noun: "group", attribute, ids }, exists);
}

export async function findMissingRole(context: Context<BigeyeConnection>, id: string): Missing {
  const { client: bigeye, signal } = context;
  const exists = async (one: string) => (await bigeye.reads.readRole(bigeye.during(signal), one)) !== undefined;
  return findMissing(context, { noun: "role", attribute: "roleId", ids: [id] }, exists);
}

/** Checks that the user exists, and that it is of the kind that the attribute names. */
export async function findMissingUser(
  context: Context<BigeyeConnection>,
  id: string,
  attribute: "serviceAccountId" | "memberId",
): Missing {
  const { client: bigeye, signal } = context;
  const isAccount = attribute === "serviceAccountId";
  const exists = async (one: string) =>
    (await bigeye.reads.readUser(bigeye.during(signal), one))?.isServiceAccount === isAccount;
  return findMissing(context, { noun: isAccount ? "service account" : "member", attribute, ids: [id] }, exists);
}

/** Adds the names of the groups that the token may read. */
export async function describeGroups(
  { client: bigeye, signal }: Context<BigeyeConnection>,
  ids: readonly string[],
): Promise<readonly string[]> {
  const client = bigeye.during(signal);
  const found = await Promise.all(ids.map((id) => readIfPermitted(bigeye.reads.readGroup(client, id))));
  return ids.map((id, index) => {
    const name = found[index]?.value?.name;
    return name === undefined ? id : `${name} (${id})`;
  });
}
