import { AccessError, PartlyCreated } from "#access/model/errors.ts";
import type { RetiringKey } from "#access/model/keys/rotation.ts";
import type { HeldKey } from "../shared/keys/key-life.ts";
import type { SignozClient } from "./client.ts";
import { explainTakenKeyName, fromSeconds, never, toSeconds } from "./key-creation.ts";
import { isRetiredName, retiredName } from "./key-names.ts";
import type { Key } from "./wire/key.ts";

/** What a key is to become. */
export interface WantedKey {
  readonly account: string;
  readonly name: string;
  /** Unix seconds; 0 is never. */
  readonly expiresAt: number;
  /** Old keys whose overlap has ended. */
  readonly over: readonly RetiringKey[];
  /** Says what a failure leaves behind. */
  explain(error: AccessError, left: HeldKey): AccessError;
}

/** Gives way to a successor: the name is free and the overlap is the vendor's to end, whatever becomes of this run. */
async function retire(
  client: SignozClient,
  row: Key,
  { name, until }: { readonly name: string; readonly until: string },
): Promise<void> {
  const end = toSeconds(until);
  const expiresAt = row.expiresAt === never ? end : Math.min(row.expiresAt, end);
  if (isRetiredName(row.name, row.id) && row.expiresAt === expiresAt) return;
  try {
    await client.updateKey(row.serviceAccountId, row.id, { name: retiredName(name, row.id), expiresAt });
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
 * Brings an account's keys to where they are wanted: revokes those whose overlap has ended, makes those that retire give
 * way, and gives the key in hand its name and expiry. Only keys that state has by id are touched. Each step can be done
 * again; what fails leaves a state from which the next run goes on.
 * @throws PartlyCreated
 */
export async function settleKey(client: SignozClient, held: HeldKey, wanted: WantedKey): Promise<HeldKey> {
  const { account, name, expiresAt, over } = wanted;
  const revoked = new Set<string>();
  const left = (): HeldKey => ({ ...held, retiring: held.retiring.filter((entry) => !revoked.has(entry.id)) });
  try {
    for (const { id } of over) {
      await client.revokeKey(account, id);
      revoked.add(id);
    }
    if (held.name === name && toSeconds(held.expiresAt) === expiresAt) return left();
    await retireOld(client, left().retiring, wanted);
    await client.updateKey(account, held.id, { name, expiresAt }).catch(async (error: unknown) => {
      throw await explainTakenKeyName(client, { account, name }, error);
    });
    return { ...left(), name, expiresAt: fromSeconds(expiresAt) };
  } catch (error) {
    throw new PartlyCreated(left(), error instanceof AccessError ? wanted.explain(error, left()) : error);
  }
}
