import type { AccessError } from "#access/model/errors.ts";
import type { Context } from "#access/model/vendors/adapter.ts";
import { readIfPermitted } from "../shared/calls/permitted.ts";
import { findMissing, type Reference } from "../shared/existence.ts";
import { isDeleted } from "./client.ts";
import type { SignozConnection } from "./connection.ts";
import { isDeletedUser } from "./member-calls.ts";

type Missing = Promise<readonly AccessError[]>;

interface Listed {
  readonly name: string;
  /** Everything that exists, without deleted objects. */
  list(): Promise<readonly { readonly id: string }[]>;
  exists(id: string): Promise<boolean>;
}

/**
 * One list serves all checks of a run. An id that is not in it may have been created later, so it is read by itself before
 * it is reported as missing.
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

/** For a role that the token may not read, SigNoz answers 403 if it exists and 404 if it does not (NOTES.md). */
export async function findMissingRoles(
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

/** A deleted account counts as missing, although SigNoz still returns it. */
export async function findMissingAccount(context: Context<SignozConnection>, id: string): Missing {
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

export async function findMissingMember(context: Context<SignozConnection>, id: string, attribute: string): Missing {
  const { users } = context.client.during(context.signal);
  return findUnlisted(
    context,
    { noun: "user", attribute, orElse: ", or it was deleted", ids: [id] },
    {
      name: "users",
      list: () => users.listLive(),
      exists: async (one) => {
        const row = await users.find(one);
        return row !== undefined && !isDeletedUser(row);
      },
    },
  );
}

export async function findMissingDomain(context: Context<SignozConnection>, id: string): Missing {
  const { domains } = context.client.during(context.signal);
  const exists = async (one: string) => (await domains.find(one)) !== undefined;
  return findMissing(context, { noun: "auth domain", attribute: "authDomainId", ids: [id] }, exists);
}

/** Describes roles for messages: by id, and by name if the token may list roles. */
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
