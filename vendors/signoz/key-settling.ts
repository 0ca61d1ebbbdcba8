import { AccessError, PartlyCreated } from "#access/model/errors.ts";
import type { RetiringKey } from "#access/model/keys/rotation.ts";
import type { HeldKey } from "../shared/keys/key-life.ts";
import type { SignozClient } from "./client.ts";
import { explainTakenKeyName, fromSeconds, never, toSeconds } from "./key-creation.ts";
import { isRetiredName, createRetiredName } from "./key-names.ts";
import type { Key } from "./wire/key.ts";

/** The state that a key should get. */
export interface WantedKey {
  readonly account: string;
  readonly name: string;
  /** Unix seconds; 0 is never. */
  readonly expiresAt: number;
  /** Old keys whose overlap has ended. */
  readonly over: readonly RetiringKey[];
  /** Adds what a failure leaves behind. */
  explain(error: AccessError, left: HeldKey): AccessError;
}

/** Renames an old key to free its name, and lets SigNoz end the overlap even if this run is killed. */
async function retire(
  client: SignozClient,
  row: Key,
  { name, until }: { readonly name: string; readonly until: string },
): Promise<void> {
  const end = toSeconds(until);
  const expiresAt = row.expiresAt === never ? end : Math.min(row.expiresAt, end);
  if (isRetiredName(row.name, row.id) && row.expiresAt === expiresAt) return;
  try {
    await client.updateKey(row.serviceAccountId, row.id, { name: createRetiredName(name, row.id), expiresAt });
  } catch (error) {
    if (!(error instanceof AccessError && error.code === "not_found")) throw error;
  }
}

async function retireOld(client: SignozClient, retiring: readonly RetiringKey[], { account, name }: WantedKey) {
  const rows = retiring.length === 0 ? [] : ((await client.listKeys(account)) ?? []);
  for (const { id, until } of retiring) {
    const row = rows.find((one) => one.id === id);
    if (row !== undefined) await retire(client, row, { name, until });
  }
}

/**
 * Revokes old keys whose overlap has ended, retires the others, and gives the held key its name and expiry. Only changes
 * keys whose ids are in state. Each step can be repeated; after a failure the next run continues.
 * @throws PartlyCreated with the state that the failure leaves behind
 */
export async function settleKey(client: SignozClient, held: HeldKey, wanted: WantedKey): Promise<HeldKey> {
  const { account, name, expiresAt, over } = wanted;
  const revoked = new Set<string>();
  const computeLeft = (): HeldKey => ({ ...held, retiring: held.retiring.filter((entry) => !revoked.has(entry.id)) });
  try {
    for (const { id } of over) {
      await client.revokeKey(account, id);
      revoked.add(id);
    }
    if (held.name === name && toSeconds(held.expiresAt) === expiresAt) return computeLeft();
    await retireOld(client, computeLeft().retiring, wanted);
    await client.updateKey(account, held.id, { name, expiresAt }).catch(async (error: unknown) => {
      throw await explainTakenKeyName(client, { account, name }, error);
    });
    return { ...computeLeft(), name, expiresAt: fromSeconds(expiresAt) };
  } catch (error) {
    throw new PartlyCreated(computeLeft(), error instanceof AccessError ? wanted.explain(error, computeLeft()) : error);
  }
}
