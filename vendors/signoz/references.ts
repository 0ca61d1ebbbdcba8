import type { AccessError } from "#access/model/errors.ts";
import type { Context } from "#access/model/vendors/adapter.ts";
import { readIfPermitted } from "../shared/calls/permitted.ts";
import { findMissing, type Reference } from "../shared/existence.ts";
import { isDeleted } from "./client.ts";
import type { SignozConnection } from "./connection.ts";
import { isFormer } from "./member-calls.ts";

type Missing = Promise<readonly AccessError[]>;

interface Listed {
  readonly name: string;
  /** All that there are, of which a deleted one is none. */
  list(): Promise<readonly { readonly id: string }[]>;
  exists(id: string): Promise<boolean>;
}

/**
 * One list serves all who ask in a run. What is not in it may have been created since, and is read by itself before
 * anybody is told that it is missing.
 */
async function findUnlisted(
  context: Context<SignozConnection>,
  { ids, ...reference }: Reference & { readonly ids: readonly string[] },
  { name, list, exists }: Listed,
): Missing {
  const { client: connection } = context;
  const sought = ids.filter((id) => !connection.made.has(id));
  if (sought.length === 0) return [];
  const read = async () => new Set((await readIfPermitted(list()))?.value.map(({ id }) => id));
  const listed = await connection.checks.listed.get(name, read);
  return findMissing(context, { ...reference, ids: sought.filter((id) => !listed.has(id)) }, exists);
}

/** A role that the token may not read is a 403 where it exists, and a 404 where it does not (NOTES.md, roles). */
export async function missingRoles(
  context: Context<SignozConnection>,
  ids: readonly string[],
  attribute: string,
): Missing {
  const client = context.client.during(context.signal);
  return findUnlisted(
    context,
    { noun: "role", attribute, ids },
    {
      name: "roles",
      list: () => client.listRoles(),
      exists: async (id) => (await client.findRole(id)) !== undefined,
    },
  );
}

/** An account that was deleted does not exist, though SigNoz goes on showing it. */
export async function missingAccount(context: Context<SignozConnection>, id: string): Missing {
  const client = context.client.during(context.signal);
  return findUnlisted(
    context,
    { noun: "service account", attribute: "serviceAccountId", orElse: ", or it was deleted", ids: [id] },
    {
      name: "accounts",
      list: () => client.listLiveAccounts(),
      exists: async (one) => {
        const row = await client.findAccount(one);
        return row !== undefined && !isDeleted(row);
      },
    },
  );
}

export async function missingMember(context: Context<SignozConnection>, id: string, attribute: string): Missing {
  const { users } = context.client.during(context.signal);
  return findUnlisted(
    context,
    { noun: "user", attribute, orElse: ", or it was deleted", ids: [id] },
    {
      name: "users",
      list: () => users.listLive(),
      exists: async (one) => {
        const row = await users.find(one);
        return row !== undefined && !isFormer(row);
      },
    },
  );
}

export async function missingDomain(context: Context<SignozConnection>, id: string): Missing {
  const { domains } = context.client.during(context.signal);
  const exists = async (one: string) => (await domains.find(one)) !== undefined;
  return findMissing(context, { noun: "auth domain", attribute: "authDomainId", ids: [id] }, exists);
}

/** How messages speak of roles: by name too, where the token may list them. */
export async function describeRoles(
  { client: connection, signal }: Context<SignozConnection>,
  ids: readonly string[],
): Promise<readonly string[]> {
  const rows = (await readIfPermitted(connection.during(signal).listRoles()))?.value ?? [];
  return ids.map((id) => {
    const name = rows.find((row) => row.id === id)?.name;
    return name === undefined ? id : `${name} (${id})`;
  });
}
