import { AccessError } from "#access/model/errors.ts";
import { type KeyState, overdueKeys, overlapEnd, retiringUntil } from "#access/model/keys/rotation.ts";
import type { Context } from "#access/model/vendors/adapter.ts";
import { Secret } from "#access/schema/secret.ts";
import type { SignozConnection } from "./client.ts";
import { keyKind, nameTaken } from "./holders.ts";
import { firstExpiry, fromSeconds, makeKey } from "./key-creation.ts";
import { passingName } from "./key-names.ts";
import { type HeldKey, settle } from "./key-settling.ts";

export interface Succession {
  readonly prior: KeyState;
  readonly account: string;
  readonly name: string;
  /** Of the successor, in Unix seconds; 0 is never. */
  readonly expiresAt: number;
  readonly overlap: string | null;
}

function told(error: AccessError, { id, expiresAt }: HeldKey): AccessError {
  const end = expiresAt === null ? "" : ` It expires ${expiresAt} unless that is done.`;
  const message = `${error.message} The rotation is not complete: key ${id} was made and is in state with its secret.${end}`;
  return new AccessError(error.code, message, {
    path: ["name"],
    advice: `${error.advice} Run again: what is left of the rotation is done then.`,
    cause: error,
  });
}

/**
 * Makes a key's successor. SigNoz's page has no rotation; the order is what makes it safe to be stopped anywhere. The
 * successor is made first, under a name of its own and for ten minutes, so that nothing has happened to the old key while
 * the new secret is not in hand. Then the old one retires or is revoked, and only then the successor gets name and expiry.
 * @throws PartlyCreated once the successor is there
 */
export async function rotate(context: Context<SignozConnection>, succession: Succession): Promise<HeldKey> {
  const { prior, account, name, expiresAt, overlap } = succession;
  const rows = (await context.client.during(context.signal).listKeys(account)) ?? [];
  const ours = new Set([prior.id, ...(prior.retiring ?? []).map(({ id }) => id)]);
  const holder = rows.find((row) => row.name === name && !ours.has(row.id));
  if (holder !== undefined) {
    const message = `Rotating key ${prior.id} of account ${account}: another key is called "${name}". Nothing was changed.`;
    throw nameTaken(keyKind, holder, new AccessError("already_exists", message));
  }
  const now = context.now();
  const trial = firstExpiry(expiresAt, now);
  const made = await makeKey(context, { account, name: passingName(name, prior.id, now), expiresAt: trial });
  const old = rows.find(({ id }) => id === prior.id);
  const until = old && overlapEnd({ expiresAt: fromSeconds(old.expiresAt) }, overlap, now);
  const retiring = [...(prior.retiring ?? []), ...(until === undefined ? [] : [retiringUntil(prior.id, until, now)])];
  const held = {
    id: made.id,
    name: passingName(name, prior.id, now),
    serviceAccountId: account,
    description: null,
    expiresAt: fromSeconds(trial),
    createdAt: null,
    status: "active",
    rotationDue: false,
    retiring,
    secret: new Secret(made.key),
  };
  return settle(context, held, { name, expiresAt, revoke: overdueKeys(retiring), tell: told });
}
