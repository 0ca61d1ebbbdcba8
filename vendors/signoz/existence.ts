import { AccessError } from "#access/model/errors.ts";
import type { Context } from "#access/model/vendors/adapter.ts";
import { type SignozConnection, isDeleted } from "./client.ts";
import { isFormer } from "./user-calls.ts";

/** The answer, or undefined where the token may not ask. */
async function permitted<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof AccessError && error.code === "forbidden") return undefined;
    throw error;
  }
}

function missing(message: string, attribute: string): AccessError {
  const advice =
    "Take the id from a resource or a data source of this configuration, so that it is that of what exists.";
  return new AccessError("not_found", message, { path: [attribute], advice });
}

/** How messages speak of roles: by name too, where the token may list them. */
export async function namedRoles(
  { client: signoz, signal }: Context<SignozConnection>,
  ids: readonly string[],
): Promise<readonly string[]> {
  const rows = (await permitted(signoz.during(signal).listRoles())) ?? [];
  return ids.map((id) => {
    const name = rows.find((row) => row.id === id)?.name;
    return name === undefined ? id : `${name} (${id})`;
  });
}

/**
 * One list serves all who ask in a run. What is not in it may have been made since, and is looked for by itself before
 * anybody is told that it is missing.
 */
export async function missingRoles(
  { client: signoz, signal }: Context<SignozConnection>,
  ids: readonly string[],
  attribute: string,
): Promise<readonly AccessError[]> {
  const client = signoz.during(signal);
  const sought = ids.filter((id) => !signoz.known.made.has(id));
  if (sought.length === 0) return [];
  const read = async () => new Set((await permitted(client.listRoles()))?.map(({ id }) => id));
  const listed = await signoz.known.listed.get("roles", read);
  const errors: AccessError[] = [];
  for (const id of sought) {
    if (listed.has(id)) continue;
    // A role that the token may not read is a 403 where it exists, and a 404 where it does not (signoz.md §0.2).
    const exists = await permitted(client.findRole(id).then((role) => role !== undefined));
    if (exists === false) errors.push(missing(`There is no role ${id} in this SigNoz.`, attribute));
  }
  return errors;
}

/** As `missingRoles`. An account that was deleted is none, though SigNoz goes on showing it. */
export async function missingAccount(
  { client: signoz, signal }: Context<SignozConnection>,
  id: string,
): Promise<AccessError | undefined> {
  const client = signoz.during(signal);
  if (signoz.known.made.has(id)) return undefined;
  const read = async () => new Set((await permitted(client.listLiveAccounts()))?.map((row) => row.id));
  if ((await signoz.known.listed.get("accounts", read)).has(id)) return undefined;
  const isThere = async (): Promise<boolean> => {
    const row = await client.findAccount(id);
    return row !== undefined && !isDeleted(row);
  };
  const exists = await permitted(isThere());
  if (exists !== false) return undefined;
  return missing(`There is no service account ${id} in this SigNoz, or it was deleted.`, "serviceAccountId");
}

/** As `missingAccount`, of users. */
export async function missingMember(
  { client: signoz, signal }: Context<SignozConnection>,
  id: string,
  attribute: string,
): Promise<AccessError | undefined> {
  const { users } = signoz.during(signal);
  if (signoz.known.made.has(id)) return undefined;
  const read = async () => new Set((await permitted(users.listLive()))?.map((row) => row.id));
  if ((await signoz.known.listed.get("users", read)).has(id)) return undefined;
  const isThere = async (): Promise<boolean> => {
    const row = await users.find(id);
    return row !== undefined && !isFormer(row);
  };
  if ((await permitted(isThere())) !== false) return undefined;
  return missing(`There is no user ${id} in this SigNoz, or it was deleted.`, attribute);
}

/** As `missingAccount`, of auth domains. */
export async function missingDomain(
  { client: signoz, signal }: Context<SignozConnection>,
  id: string,
): Promise<AccessError | undefined> {
  const { domains } = signoz.during(signal);
  const exists = await permitted(domains.find(id).then((found) => found !== undefined));
  return exists === false ? missing(`There is no auth domain ${id} in this SigNoz.`, "authDomainId") : undefined;
}
