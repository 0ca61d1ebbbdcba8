import type { Context } from "#access/model/vendors/adapter.ts";
import { explainTakenName, createUnprovedError } from "../shared/creation/named-creation.ts";
import { createKey, type KeyAttempt } from "../shared/keys/key-creation.ts";
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

/**
 * In Unix seconds. A key expires within ten minutes until the provider has its secret: SigNoz has no field to mark a key
 * with, so if the response is lost, the orphaned key must expire by itself.
 */
export function computeTrialExpiry(wanted: number, now: Date): number {
  const trial = Math.floor(now.getTime() / 1000) + trialSeconds;
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
  const creations = connection.creationsOf(`key of account ${account}`);
  async function attempt(isAgain: boolean): Promise<KeyAttempt<CreatedKey, Key>> {
    const list = () => listKeys(client, account);
    const create = () => client.createKey(account, { name, expiresAt });
    const made = await creations.make({ name, list, create, isAgain }).catch(async (error: unknown) => {
      throw await explainTakenKeyName(client, request, error);
    });
    switch (made.kind) {
      case "answered":
        return { kind: "created", created: made.result };
      case "found":
        return { kind: "orphaned", orphans: [made.row] };
      case "lost":
        throw createUnprovedError(keyKind, name, made);
    }
  }
  return createKey(context, {
    noun: "key",
    name,
    owner: `account ${account}`,
    attempt,
    revoke: ({ id }: Key) => client.revokeKey(account, id),
    describeExpiry: (row) => ` It expires by itself: ${fromSeconds(row.expiresAt) ?? "never"}.`,
  });
}
