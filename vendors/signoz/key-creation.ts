import type { Context } from "#access/model/vendors/adapter.ts";
import { explainTakenName } from "../shared/creation/named-creation.ts";
import { createKey } from "../shared/keys/key-creation.ts";
import type { SignozClient } from "./client.ts";
import type { SignozConnection } from "./connection.ts";
import { keyKind } from "./named-kinds.ts";
import type { CreatedKey, Key } from "./wire/key.ts";

export const never = 0;

export interface KeyRequest {
  readonly account: string;
  readonly name: string;
  /** Unix seconds; 0 is never. */
  readonly expiresAt: number;
}

const trialSeconds = 600;
// SigNoz has no field for a mark, so the seconds of the passing expiry are what other requests do not have.
const variationSeconds = 300;

/**
 * In Unix seconds. A key expires within ten minutes until the provider has its secret: SigNoz has no field to mark a key
 * with, so if the response is lost, the orphaned key must expire by itself.
 * @param chance from 0 to 1: distinguishes the key from others that are created at the same time
 */
export function computeTrialExpiry(wanted: number, now: Date, chance: number): number {
  const trial = Math.floor(now.getTime() / 1000) + trialSeconds - Math.floor(chance * variationSeconds);
  return wanted === never ? trial : Math.min(wanted, trial);
}

export function fromSeconds(seconds: number): string | null {
  return seconds === never ? null : new Date(seconds * 1000).toISOString().replace(".000Z", "Z");
}

export function toSeconds(expiresAt: string | null): number {
  return expiresAt === null ? never : Math.floor(Date.parse(expiresAt) / 1000);
}

async function listKeys(client: SignozClient, account: string): Promise<readonly Key[]> {
  return (await client.listKeys(account)) ?? [];
}

/** Adds which key has the name, and what to do. */
export async function explainTakenKeyName(
  client: SignozClient,
  { account, name }: Pick<KeyRequest, "account" | "name">,
  error: unknown,
): Promise<unknown> {
  return explainTakenName(error, { kind: keyKind, name, list: () => listKeys(client, account) });
}

/** Creates a key with a name that is unique in the account. */
export async function makeKey(context: Context<SignozConnection>, request: KeyRequest): Promise<CreatedKey> {
  const { client: connection, signal } = context;
  const { account, name, expiresAt } = request;
  const client = connection.during(signal);
  return createKey(context, {
    kind: keyKind,
    name,
    owner: `account ${account}`,
    creations: connection.creationsOf(`key of account ${account}`),
    list: () => listKeys(client, account),
    prepare: () => ({
      create: () => client.createKey(account, { name, expiresAt }),
      matches: (row: Key) => row.expiresAt === expiresAt,
    }),
    revoke: ({ id }: Key) => client.revokeKey(account, id),
    describeExpiry: (row) => ` It expires by itself: ${fromSeconds(row.expiresAt) ?? "never"}.`,
  });
}
