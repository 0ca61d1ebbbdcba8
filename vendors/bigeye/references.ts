import type { AccessError } from "#access/model/errors.ts";
import type { Context } from "#access/model/vendors/adapter.ts";
import { readIfPermitted } from "../shared/calls/permitted.ts";
import { findMissing } from "../shared/existence.ts";
import type { BigeyeConnection } from "./connection.ts";

type Missing = Promise<readonly AccessError[]>;

export async function missingGroups(
  context: Context<BigeyeConnection>,
  ids: readonly string[],
  attribute: string,
): Missing {
  const { client: bigeye, signal } = context;
  const exists = async (id: string) => (await bigeye.reads.group(bigeye.during(signal), id)) !== undefined;
  return findMissing(context, { noun: "group", attribute, ids }, exists);
}

export async function missingRole(context: Context<BigeyeConnection>, id: string): Missing {
  const { client: bigeye, signal } = context;
  const exists = async (one: string) => (await bigeye.reads.role(bigeye.during(signal), one)) !== undefined;
  return findMissing(context, { noun: "role", attribute: "roleId", ids: [id] }, exists);
}

/** A user who is there and is of the kind that the attribute names. */
export async function missingUser(
  context: Context<BigeyeConnection>,
  id: string,
  attribute: "serviceAccountId" | "memberId",
): Missing {
  const { client: bigeye, signal } = context;
  const isAccount = attribute === "serviceAccountId";
  const exists = async (one: string) =>
    (await bigeye.reads.user(bigeye.during(signal), one))?.isServiceAccount === isAccount;
  return findMissing(context, { noun: isAccount ? "service account" : "member", attribute, ids: [id] }, exists);
}

/** How messages speak of groups: by name too, where the token may read them. */
export async function describeGroups(
  { client: bigeye, signal }: Context<BigeyeConnection>,
  ids: readonly string[],
): Promise<readonly string[]> {
  const client = bigeye.during(signal);
  const found = await Promise.all(ids.map((id) => readIfPermitted(bigeye.reads.group(client, id))));
  return ids.map((id, index) => {
    const name = found[index]?.value?.name;
    return name === undefined ? id : `${name} (${id})`;
  });
}
