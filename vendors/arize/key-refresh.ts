import { AccessError } from "#access/model/errors.ts";
import type { Context } from "#access/model/vendors/adapter.ts";
import { isOutcomeUnknown } from "../shared/http/outcome.ts";
import type { ArizeConnection } from "./connection.ts";
import type { ApiKey, KeyRefresh, RefreshedKey } from "./wire/key.ts";

export interface Refresh {
  readonly id: string;
  readonly name: string;
  /** Of the old key. */
  readonly expiresAt: string | null;
  readonly space: string;
  readonly body: KeyRefresh;
}

/** A refresh ends the old key, now or when its grace does: that it was carried out can be seen of it. */
function isEnded(old: ApiKey | undefined, expiresAt: string | null): boolean {
  if (old === undefined) return true;
  const before = expiresAt === null ? undefined : Date.parse(expiresAt);
  return old.expires_at !== undefined && Date.parse(old.expires_at) !== before;
}

function unprovedRefreshError({ id, name }: Refresh, cause: AccessError, fresh: readonly ApiKey[]): AccessError {
  const ids = fresh.map((row) => row.id).join(", ");
  const seen = fresh.length === 0 ? "There is no new key" : `There are new keys called "${name}" (${ids})`;
  const message = `${cause.message} ${seen}, and nothing proves what became of key ${id}.`;
  const advice =
    fresh.length === 0
      ? "Run again: the key is rotated then."
      : "In Arize, revoke those that nobody uses, and run again.";
  return new AccessError("outcome_unknown", message, { advice, cause });
}

/**
 * Another key for the same bot. Where the answer is lost, the new key is found by its id, which was not there before, and
 * refreshed once more without a grace: that ends the one whose secret nobody saw.
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
      throw unprovedRefreshError(wanted, error, fresh);
    const { expires_at } = body;
    return client.refreshKey(only.id, expires_at === undefined ? {} : { expires_at });
  }
}
