import { AccessError } from "#access/model/errors.ts";
import type { Context } from "#access/model/vendors/adapter.ts";
import { type Evidence, isProved } from "../shared/creation/proof.ts";
import { isOutcomeUnknown } from "../shared/http/outcome.ts";
import { listTexts } from "../shared/list-texts.ts";
import type { ArizeConnection } from "./connection.ts";
import { createKeyKind } from "./named-kinds.ts";
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
  const ids = listTexts(fresh.map((row) => row.id));
  const seen = fresh.length === 0 ? "No new key exists" : `New keys called "${name}" exist (${ids})`;
  const message = `${cause.message} ${seen}, and it is unclear whether key ${id} was rotated.`;
  const advice =
    fresh.length === 0 ? "Run again to rotate the key." : "Revoke the ones that nobody uses in Arize, then run again.";
  return new AccessError("outcome_unknown", message, { advice, cause });
}

/** What a refreshed key has in common with the old one and the request. */
function isSuccessor(row: ApiKey, old: ApiKey | undefined, { expires_at: end }: KeyRefresh): boolean {
  const isRequested = end === undefined || Date.parse(row.expires_at ?? "") === Date.parse(end);
  const isAlike = old === undefined || (row.description ?? "") === (old.description ?? "");
  return isRequested && isAlike && row.last_used_at === undefined;
}

function warnOfReplacedSuccessor({ warn }: Context<unknown>, { id, name }: Refresh, lost: string): void {
  warn(
    "A key was replaced because its secret was lost",
    `Refreshing key "${name}" (${id}): the response that held the secret was lost. The request had created key ${lost}, so nobody has its secret. That key was refreshed once more, which ended it.`,
  );
}

/** The keys that the request created as far as can be told. */
async function findSuccessors(
  rows: readonly ApiKey[],
  wanted: Refresh,
  evidence: Evidence & { readonly old: ApiKey | undefined },
): Promise<readonly ApiKey[]> {
  const { name, space, body } = wanted;
  const named = rows.filter((row) => row.name === name);
  const kind = createKeyKind(space);
  const matches = (row: ApiKey) => isSuccessor(row, evidence.old, body);
  const proofs = await Promise.all(named.map((row) => isProved(row, evidence, { kind, matches })));
  return named.filter((_, index) => proofs[index]);
}

/**
 * Creates another key for the same bot. If the response is lost, the new key is recognized as any key is that was created.
 * It is refreshed again without a grace period, which ends the key whose secret nobody saw.
 */
export async function refresh(context: Context<ArizeConnection>, wanted: Refresh): Promise<RefreshedKey> {
  const { client: arize, signal } = context;
  const { id, space, expiresAt, body } = wanted;
  const client = arize.during(signal);
  const listed = await client.listServiceKeys(space);
  const evidence = {
    before: new Set(listed.map((row) => row.id)),
    since: arize.clock.computeEarliest(context.now()),
    old: listed.find((row) => row.id === id),
  };
  try {
    return await client.refreshKey(id, body);
  } catch (error) {
    if (!isOutcomeUnknown(error)) throw error;
    const rows = await client.listServiceKeys(space);
    const fresh = await findSuccessors(rows, wanted, evidence);
    const [only] = fresh;
    const old = rows.find((row) => row.id === id);
    if (only === undefined || fresh.length !== 1 || !isEnded(old, expiresAt))
      throw createUnprovedRefreshError(wanted, error, fresh);
    const { expires_at } = body;
    const refreshed = await client.refreshKey(only.id, expires_at === undefined ? {} : { expires_at });
    warnOfReplacedSuccessor(context, wanted, only.id);
    return refreshed;
  }
}
