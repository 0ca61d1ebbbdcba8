import { AccessError, PartlyCreated } from "#access/model/errors.ts";
import type { KeyState, RetiringKey } from "#access/model/keys/rotation.ts";
import type { Context } from "#access/model/vendors/adapter.ts";
import type { SignozClient, SignozConnection } from "./client.ts";
import { explained, fromSeconds, never } from "./key-creation.ts";
import { isRetiredName, retiredName } from "./key-names.ts";
import type { Key } from "./wire/key.ts";

/** A key that exists, as far as it is known: what is in hand once the secret is. */
export type HeldKey = Pick<KeyState, "id" | "expiresAt" | "createdAt" | "status" | "rotationDue"> &
  Partial<KeyState> & {
    readonly name: string;
    readonly serviceAccountId: string;
    readonly description: null;
    readonly retiring: readonly RetiringKey[];
  };

export interface Settlement {
  readonly name: string;
  /** Unix seconds; 0 is never. */
  readonly expiresAt: number;
  /** Old keys whose time is over. */
  readonly revoke: readonly RetiringKey[];
  /** Says what a failure leaves behind. */
  tell(error: AccessError, left: HeldKey): AccessError;
}

export function toSeconds(expiresAt: string | null): number {
  return expiresAt === null ? never : Math.floor(Date.parse(expiresAt) / 1000);
}

/** Gives way to a successor: the name is free and the overlap is the vendor's to end, whatever becomes of us. */
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

function isSettled(held: HeldKey, { name, expiresAt }: Settlement): boolean {
  return held.name === name && toSeconds(held.expiresAt) === expiresAt;
}

/**
 * Brings an account's keys to where they are wanted: revokes those whose time is over, makes those that retire give way,
 * and gives the key in hand its name and expiry. Only keys that state has by id are touched. Each step can be done again;
 * what fails leaves a state from which the next run goes on.
 * @throws PartlyCreated
 */
export async function settle(
  { client: signoz, signal }: Context<SignozConnection>,
  held: HeldKey,
  wanted: Settlement,
): Promise<HeldKey> {
  const client = signoz.during(signal);
  const { id, serviceAccountId: account } = held;
  const revoked = new Set<string>();
  const left = (): HeldKey => ({ ...held, retiring: held.retiring.filter((entry) => !revoked.has(entry.id)) });
  try {
    for (const { id: old } of wanted.revoke) {
      await client.revokeKey(account, old);
      revoked.add(old);
    }
    const { retiring } = left();
    if (isSettled(held, wanted)) return left();
    const rows = retiring.length === 0 ? [] : ((await client.listKeys(account)) ?? []);
    for (const entry of retiring) {
      const row = rows.find((one) => one.id === entry.id);
      if (row !== undefined) await retire(client, row, { name: wanted.name, until: entry.until });
    }
    const { name, expiresAt } = wanted;
    await client.updateKey(account, id, { name, expiresAt }).catch(async (error: unknown) => {
      throw await explained(client, { account, name }, error);
    });
    return { ...left(), name, expiresAt: fromSeconds(expiresAt) };
  } catch (error) {
    throw new PartlyCreated(left(), error instanceof AccessError ? wanted.tell(error, left()) : error);
  }
}
