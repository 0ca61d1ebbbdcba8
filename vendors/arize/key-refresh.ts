import { AccessError } from "#access/model/errors.ts";
import type { Context } from "#access/model/vendors/adapter.ts";
import { isOutcomeUnknown } from "../shared/http/outcome.ts";
import type { ArizeConnection } from "./connection.ts";
import type { ApiKey, KeyRefresh, RefreshedKey } from "./wire/key.ts";

export interface Refresh {
  readonly id: string;
  readonly name: string;
  /** The expiry of the old key. */
  readonly expiresAt: string | null;
  readonly space: string;
  readonly body: KeyRefresh;
}

/** Whether the old key shows that the refresh took place: a refresh ends it, at once or after the grace period. */
function isEnded(old: ApiKey | undefined, expiresAt: string | null): boolean {
  if (old === undefined) return true;
  const before = expiresAt === null ? undefined : Date.parse(expiresAt);
  return old.expires_at !== undefined && Date.parse(old.expires_at) !== before;
}

function createUnprovedRefreshError({ id, name }: Refresh, cause: AccessError, fresh: readonly ApiKey[]): AccessError {
  const ids = fresh.map((row) => row.id).join(", ");
  const seen = fresh.length === 0 ? "No new key exists" : `New keys called "${name}" exist (${ids})`;
  const message = `${cause.message} ${seen}, and it is unclear whether key ${id} was rotated.`;
  const advice =
    fresh.length === 0 ? "Run again to rotate the key." : "Revoke the ones that nobody uses in Arize, then run again.";
  return new AccessError("outcome_unknown", message, { advice, cause });
}

/**
 * Creates another key for the same bot. If the response is lost, the new key is recognized by its new id. It is refreshed
 * again without a grace period, which ends the key whose secret nobody saw.
 */
export async function refresh(
  { client: arize, signal }: Context<ArizeConnection>,
  wanted: Refresh,
): Promise<RefreshedKey> {
  const { id, name, space, expiresAt, body } = wanted;
  const client = arize.during(signal);
  const before = new Set((await client.listServiceKeys(space)).map((row) => row.id));
  try {
    return await client.refreshKey(id, body);
  } catch (error) {
    if (!isOutcomeUnknown(error)) throw error;
    const rows = await client.listServiceKeys(space);
    const fresh = rows.filter((row) => !before.has(row.id) && row.name === name);
    const [only] = fresh;
    const old = rows.find((row) => row.id === id);
    if (only === undefined || fresh.length !== 1 || !isEnded(old, expiresAt))
      throw createUnprovedRefreshError(wanted, error, fresh);
    const { expires_at } = body;
    return client.refreshKey(only.id, expires_at === undefined ? {} : { expires_at });
  }
}
