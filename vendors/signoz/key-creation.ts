import { AccessError } from "#access/model/errors.ts";
import type { Context } from "#access/model/vendors/adapter.ts";
import type { SignozClient, SignozConnection } from "./client.ts";
import { keyKind, nameTaken, unsettled } from "./holders.ts";
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
 * Until its secret is in hand a key lives ten minutes at most: SigNoz has no field to mark a key with, and one whose
 * answer was lost is nobody's. In Unix seconds.
 */
export function firstExpiry(wanted: number, now: Date): number {
  const trial = Math.floor(now.getTime() / 1000) + trialSeconds;
  return wanted === never ? trial : Math.min(wanted, trial);
}

export function fromSeconds(seconds: number): string | null {
  return seconds === never ? null : new Date(seconds * 1000).toISOString().replace(".000Z", "Z");
}

/** Says which key has the name, and the ways out. */
export async function explained(
  client: SignozClient,
  { account, name }: Pick<KeyRequest, "account" | "name">,
  error: unknown,
): Promise<unknown> {
  if (!(error instanceof AccessError) || error.code !== "already_exists") return error;
  const rows = await client.listKeys(account).catch(() => undefined);
  const holder = rows?.find((row) => row.name === name);
  return holder === undefined ? error : nameTaken(keyKind, holder, error);
}

/** Revokes a key that this run made and whose secret nobody ever saw. */
async function revoke(client: SignozClient, { id, serviceAccountId, expiresAt }: Key): Promise<void> {
  try {
    await client.revokeKey(serviceAccountId, id);
  } catch (error) {
    if (!(error instanceof AccessError)) throw error;
    const message = `The answer that held the key's secret was lost. Key ${id} was made, and revoking it failed: ${error.message} It expires by itself: ${fromSeconds(expiresAt) ?? "never"}.`;
    const advice = `Revoke key ${id} of account ${serviceAccountId} in SigNoz, then run again.`;
    throw new AccessError("outcome_unknown", message, { path: ["name"], advice, cause: error });
  }
}

async function attempt(
  { client: signoz, signal }: Context<SignozConnection>,
  request: KeyRequest,
  isAgain: boolean,
): Promise<CreatedKey | Key> {
  const { account, name, expiresAt } = request;
  const client = signoz.during(signal);
  const made = await signoz
    .keysOf(account)
    .make({
      name,
      list: async () => (await client.listKeys(account)) ?? [],
      create: () => client.createKey(account, { name, expiresAt }),
      isAgain,
    })
    .catch(async (error: unknown) => {
      throw await explained(client, request, error);
    });
  switch (made.kind) {
    case "answered":
      return made.result;
    case "found":
      return made.row;
    case "lost":
      throw unsettled(keyKind, name, made);
  }
}

/**
 * Makes a key. One whose answer was lost, and its secret with it, is revoked where it is proved to be this request's,
 * and the key is made once more.
 */
export async function makeKey(context: Context<SignozConnection>, request: KeyRequest): Promise<CreatedKey> {
  const first = await attempt(context, request, false);
  if ("key" in first) return first;
  const client = context.client.during(context.signal);
  await revoke(client, first);
  const second = await attempt(context, request, true);
  if ("key" in second) return second;
  await revoke(client, second);
  const message = `Creating key "${request.name}": the answer, which holds the secret, was lost twice. Both keys were revoked: ${first.id}, ${second.id}.`;
  throw new AccessError("outcome_unknown", message, { advice: "Run again: the key is made then." });
}
